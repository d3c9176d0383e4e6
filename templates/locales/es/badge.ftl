## La página de una insignia, para quien tenga su dirección

badge-kind-credential = Microcredencial
badge-kind-stack = Conjunto de microcredenciales
badge-kind-course = Curso
badge-picture = La insignia
badge-earned-by = Obtenida por { $name }
badge-earned-unnamed = Obtenida por una persona que no muestra su nombre. Pídale que le enseñe la insignia.

badge-active = Esta insignia está vigente hoy
badge-active-until = Está vigente hasta
badge-active-always = No tiene fecha de fin.
badge-expired = El plazo de esta insignia terminó
badge-expired-at = Estuvo vigente hasta
badge-expired-text = Lo que se demostró, se demostró; desde entonces no se ha vuelto a demostrar.
badge-suspended = Esta insignia no está disponible temporalmente
badge-suspended-text = Su emisor tiene una cuestión abierta sobre ella. Ahora mismo no está vigente, pero tampoco se retiró; vuelva a mirar más tarde.
badge-revoked = Esta insignia se retiró
badge-revoked-at = Se retiró el
badge-reason-error = Se había emitido por error.
badge-reason-integrity = Así se resolvió una cuestión sobre el origen del trabajo.
badge-reason-asked = La persona que la tenía lo pidió.
badge-reason-stack = Ya no se tiene todo aquello en lo que se basa.
badge-reason-none = Su emisor no da ningún motivo.
badge-word-suspended = No disponible
badge-word-revoked = Retirada

badge-facts = Cómo se evaluó
badge-issuer = Emitida por
badge-assessed-by = Evaluada por
badge-how = De qué manera
badge-basis-single = Una persona evaluadora capacitada leyó el trabajo y lo puntuó con la rúbrica publicada.
badge-basis-agreed = Dos personas evaluadoras capacitadas leyeron el trabajo de forma independiente y coincidieron.
badge-basis-adjudicated = Personas evaluadoras capacitadas leyeron el trabajo y una evaluadora principal decidió.
badge-basis-appeal = El trabajo se leyó de nuevo después de pedirse una revisión.
badge-basis-parts = Se emitió cuando se tenía todo lo que forma parte de ella.
badge-blind-double = Ninguna de las partes conocía el nombre de la otra.
badge-blind-single = Quien evaluó no sabía de quién era el trabajo.
badge-earned-at = Obtenida
badge-valid-until = Vigente hasta
badge-no-end = Sin fin
badge-hours = Horas nominales
badge-standards = Estándares
badge-number = Número

badge-shown = Qué se demostró
badge-criteria-text = Todo esto se buscó en el trabajo:
badge-criteria-results = Todo esto se buscó en el trabajo. Quien la tiene le permite ver cómo se demostró:
badge-met = Cumplido
badge-parts-text = Se basa en estas:
badge-towards = Cuenta para
badge-rubric = Todo lo que se pidió, con la rúbrica completa

badge-check = ¿Es auténtica?
badge-genuine = La firma es correcta: esto es exactamente lo que firmó el emisor. Se comprobó al abrir esta página.
badge-not-genuine = No se pudo confirmar la firma. Por favor, avise al emisor.
badge-check-text = No hace falta que se fíe de nosotros: entregue el archivo de la insignia o su dirección a cualquier verificador de Open Badges.
badge-check-link = El nuestro está aquí.
badge-files = La insignia como archivo
badge-doubt = ¿Hay algo que no está bien en esta insignia? Escriba a
badge-doubt-open = Por favor, no saque conclusiones de una cuestión abierta.

achievement-catalog = Ver en el catálogo

## La página de un emisor

issuer-title = Emisor { $name }
issuer-kind = Emisor de insignias
issuer-page = Sitio web
issuer-contact = Preguntas
issuer-did = Identificador
issuer-document = Claves para verificadores
issuer-keys = Claves
issuer-keys-text = Estas claves firman las insignias de este emisor. Una clave que ya no firma se queda aquí, porque las insignias que firmó siguen siendo válidas.
issuer-key-from = Desde
issuer-key-until = firmó hasta
issuer-key-known = Ya no está en buenas manos; nada de lo que firme desde entonces cuenta.

## La página de una insignia para quien la tiene

holder-eyebrow = Su insignia
holder-saved-title = Guardado
holder-saved-text = Esto es lo que otras personas ven a partir de ahora.
holder-stopped-text = Mientras sea así, no hay nada que llevar ni que mostrar. Las preguntas son para el emisor.
holder-ending = Termina pronto
holder-over = Su plazo terminó
holder-again-text = Puede obtenerla otra vez. El nuevo reconocimiento tiene su propia insignia, y esta se queda donde está.
holder-again = Ir a donde empieza
holder-take = Llévela consigo
holder-pdf = Certificado (PDF)
holder-pdf-hint = Con su nombre, para imprimir o enviar. Solo usted puede crearlo.
holder-png = Imagen (PNG)
holder-png-hint = Para mochilas digitales, correos y sitios web. La insignia está dentro de la imagen.
holder-svg = Imagen (SVG)
holder-svg-hint = Lo mismo como dibujo, nítido en cualquier tamaño.
holder-json = Insignia (JSON)
holder-json-hint = Para billeteras y verificadores de Open Badges 3.0.
holder-jwt = Insignia (JWT)
holder-jwt-hint = Lo mismo como token firmado.
holder-show = Muéstrela a otras personas
holder-show-text = Quien tenga esta dirección, o acerque una cámara al código, ve qué demostró usted y que está vigente hoy.
holder-camera = Código para cámaras que lleva a la página de la insignia
holder-open = Abrir la página
holder-linked-in = Añadir a LinkedIn
holder-linked-in-hint = LinkedIn se abre en una pestaña nueva con todo rellenado. No se envía nada antes de que usted lo guarde allí.
holder-choose = Qué ven otras personas
holder-name = Mostrar mi nombre: { $name }
holder-name-hint = El nombre está solo en la página de la insignia, nunca dentro de ella. Puede quitarlo cuando quiera.
holder-no-name = Su plataforma de aprendizaje no nos da ningún nombre que se pueda mostrar.
holder-results = Mostrar cómo se demostró cada criterio
holder-results-hint = La insignia se emite de nuevo con los resultados dentro, o sin ellos. Los archivos e imágenes que se llevó antes ya no se aceptarán: llévese otros nuevos.
holder-save = Guardar
holder-not-yours = Solo quien la tiene puede cambiar esto.

## Un certificado en papel

certificate-heading = Certificado
certificate-certifies = Se certifica que
certificate-holder = la persona que tiene esta insignia
certificate-earned = ha obtenido la microcredencial
certificate-earned-stack = ha obtenido el conjunto de microcredenciales
certificate-earned-course = ha obtenido la insignia del curso
certificate-issued = Obtenida
certificate-number = Número de certificado
certificate-verify = Verificar en
certificate-continued = Continuación
certificate-attachment = La insignia para billeteras y verificadores de Open Badges 3.0

news-award-ends = Termina pronto y se puede obtener de nuevo: { $name }
news-award-over = Su tiempo ha terminado: { $name }
news-award-stopped = Hay una pregunta abierta sobre una insignia suya: { $name }
news-award-back = Una insignia suya vuelve a ser válida: { $name }
news-award-taken = Se ha retirado una insignia suya: { $name }
