## Verificar una insignia

verify-title = Verificar una insignia
verify-lead = ¿Es auténtica esta insignia, quién responde por ella y está vigente hoy? Para Open Badges 3.0 y 2.0 de cualquier emisor.
verify-yours = Su insignia
verify-another = Otra insignia
verify-file = Un archivo
verify-file-hint = La imagen de la insignia (PNG o SVG), o su archivo JSON o JWT.
verify-paste = O un texto
verify-paste-hint = Pegue la insignia como JSON o JWT, la dirección donde se encuentra, o el número de un certificado emitido aquí.
verify-button = Verificar
verify-kept = Lo que entregue se lee una vez y no se guarda.
verify-nothing-title = Todavía no hay nada que verificar
verify-nothing-text = Elija un archivo, o pegue un texto o una dirección.
verify-code-title = No hay ninguna insignia con este código
verify-code-text = Compárelo con el del papel, letra por letra; las mayúsculas, los guiones y los espacios no importan. Aquí solo se conocen los códigos de las insignias emitidas aquí.

verify-holds-title = Esta insignia es auténtica y está vigente hoy
verify-holds-text = Todas las preguntas tienen una buena respuesta. Compare el emisor de abajo con el que espera: el nombre por sí solo podría ser de cualquiera.
verify-not-title = Esta insignia no se sostiene
verify-not-text = Al menos una pregunta se responde con un no. Las respuestas de abajo dicen cuál y por qué.
verify-open-title = Esta insignia no se pudo comprobar por completo
verify-open-text = Ninguna respuesta es un no, y al menos una pregunta no tiene respuesta ahora. Probar más tarde puede ayudar.

verify-findings = Lo que se preguntó
verify-yes = Sí
verify-no = No
verify-unknown = Sin respuesta
verify-not-asked = No se preguntó

verify-issuer = Emisor
verify-issuer-name = El nombre del emisor, en sus propias palabras
verify-from = Desde
verify-until = Hasta
verify-address = Dirección de la insignia
verify-criteria = Lo que pidió

verify-step-source = ¿Hay una insignia ahí?
verify-step-structure = ¿Está hecha como las insignias?
verify-step-issuer = ¿Responde el emisor por ella?
verify-step-proof = ¿Es exactamente lo que el emisor emitió?
verify-step-status = ¿No ha sido retirada?
verify-step-validity = ¿Está vigente hoy?
verify-step-picture = ¿Es suya la imagen?

## Lo que se encontró

verify-read-document = Una insignia con su prueba dentro.
verify-read-token = Una insignia como token firmado (JWT).
verify-unrecognised = Esto no es una insignia, ni una imagen o dirección de una.
verify-too-large = Esto es más grande que una insignia.
verify-picture-unreadable = La imagen está dañada o hace más que mostrar algo.
verify-picture-empty = La imagen no lleva ninguna insignia dentro.
verify-picture-twice = La imagen lleva más de una insignia dentro, así que nadie puede decir a cuál se refiere.
verify-address-unreachable = No se pudo obtener nada de la dirección.
verify-address-without-badge = En la dirección no hay ninguna insignia.
verify-read-hosted = Una insignia de Open Badges 2.0. Lo que cuenta es lo que su emisor muestra en la dirección de la propia insignia.
verify-json-unreadable = El texto no se puede leer como un objeto JSON.
verify-token-unfit = El token no está firmado de una manera que Open Badges permita.
verify-token-contradicts = El token dice otra cosa que la insignia que lleva dentro.

verify-structure-sound = Tiene todo lo que pide Open Badges.
verify-no-badge = Es un documento de otro tipo.
verify-contexts-wrong = No dice que sus palabras sean las de Open Badges.
verify-member-missing = Falta algo que toda insignia tiene, o es de otro tipo:
verify-older-signed = Es una insignia firmada de Open Badges 2.0, un tipo que aquí no se conoce.
verify-structure-not-checked = No había nada que mirar.

verify-key-listed = El documento del propio emisor incluye la clave.
verify-issuer-is-key = Del emisor solo se conoce esta clave; de quién es, la insignia no puede mostrarlo.
verify-hosted-by-issuer = La insignia está donde su emisor guarda sus insignias.
verify-hosted-elsewhere = La insignia está en otro lugar que donde su emisor guarda las suyas.
verify-hosted-unreachable = No se pudo obtener la insignia, aquello por lo que se otorga o su emisor.
verify-issuer-missing = No se nombra ningún emisor.
verify-key-of-another = La clave es de otro que no es el emisor que la insignia nombra.
verify-key-not-listed = El documento del emisor no incluye la clave para emitir.
verify-key-ended = La clave había terminado antes de firmar.
verify-key-unsupported = La clave es de un tipo que aquí no se conoce.
verify-issuer-unreachable = No se pudo obtener el documento del emisor.
verify-issuer-document-other = Lo que se encontró en la dirección del emisor no es su documento.
verify-issuer-unsupported = Aquí no se conocen emisores de este tipo.
verify-issuer-not-asked = No había ninguna clave por la que preguntar.

verify-proof-genuine = Nada cambió desde que se firmó.
verify-hosted-same = El emisor muestra hoy esta insignia.
verify-hosted-differs = El emisor muestra ahí otra insignia distinta de esta.
verify-proof-missing = No está firmada.
verify-proof-unsupported = Está firmada de una manera que aquí no se conoce.
verify-proof-malformed = La prueba está dañada.
verify-proof-not-genuine = Algo cambió después de la firma, o la firmó otra persona.
verify-proof-expired = La propia prueba ha terminado.
verify-context-unknown = Toma el significado de sus palabras de un lugar que aquí no se conoce:
verify-contexts-unfit = Sus palabras no se pueden leer con los significados que nombra.
verify-word-undefined = Dice algo que su prueba no puede cubrir:
verify-too-complex = Es más grande o más enredada de lo que aquí se puede comprobar.
verify-proof-not-checked = Sin la clave no se pudo preguntar.

verify-status-good = La lista del emisor dice que sigue en pie.
verify-status-none = El emisor no lleva ninguna lista para esta insignia.
verify-revoked = El emisor la retiró.
verify-replaced = Esta emisión de la insignia fue sustituida por otra más reciente, que es válida. La encuentra en
verify-suspended = El emisor la suspendió.
verify-status-unreachable = No se pudo obtener la lista del emisor, así que nadie puede decir si la insignia fue retirada.
verify-status-untrusted = La lista no está firmada por el emisor, no es de hoy o no tiene lugar para esta insignia.
verify-status-unsupported = El emisor lo indica de una manera que aquí no se conoce.
verify-status-not-asked = Sin una insignia no se pudo preguntar.

verify-current = Su tiempo ha comenzado y no ha terminado.
verify-not-yet-valid = Su tiempo empieza más tarde:
verify-expired = Su tiempo ha terminado:
verify-validity-not-checked = Sin una insignia no se pudo preguntar por su tiempo.

verify-picture-same = Es la imagen que la insignia nombra.
verify-picture-not-compared = No había imagen del emisor con la que compararla; lo que cuenta es el texto de arriba.
verify-picture-differs = El emisor muestra otra imagen para esta insignia; lo que cuenta es el texto de arriba.
