## Entrar desde el LMS

new-tab-title = Sigamos en una pestaña nueva
new-tab-lead = Su navegador no permite que esta página recuerde quién es usted mientras se muestra dentro de su curso. En una pestaña propia sí funciona.
new-tab-button = Abrir en una pestaña nueva
new-tab-why = ¿Por qué ocurre esto?
new-tab-why-text = Algunos navegadores protegen su privacidad y no dejan que una página mostrada dentro de otra recuerde algo. Eso es bueno, y su cuenta está en orden. Su curso sigue abierto en esta pestaña.

confirm-script-title = Un ajuste impide que se abra esta página
confirm-script-text = Los scripts están desactivados en su navegador y, sin cookies, este paso necesita uno. Active los scripts para este sitio, o permita sus cookies, y abra de nuevo la página desde su curso. No se cambió nada.

## La primera página

home-title = Microcredenciales
home-credentials = En este curso
home-recognised = Su sesión está iniciada
home-person = Nombre
home-no-name = Su plataforma de aprendizaje no comparte su nombre
home-course = Curso
home-role = Función
home-platform = Llegó desde
home-expires = Hasta
home-connections = Conexiones con LMS

home-test-user-title = Está en la vista de estudiante
home-test-user-text = Esta es una cuenta de práctica, así que puede explorar con libertad. Nada de lo que haga aquí otorga una insignia.
home-masquerade-title = Está actuando en nombre de otra persona
home-masquerade-text = Su plataforma de aprendizaje indica que abrió este curso en nombre de otra persona. Lo que haga aquí contará como hecho por esa persona.
home-observer-title = Solo las personas a las que usted sigue pueden ver aquí su propio trabajo
home-observer-text = Quienes observan no ven en esta herramienta las microcredenciales de nadie. Pida a la persona a la que sigue que le muestre las suyas, o pregunte a quien imparte el curso.
home-visitor-title = No tiene una función en este curso
home-visitor-text = Su plataforma de aprendizaje nos dijo quién es usted, pero no que participe en este curso. Para obtener microcredenciales o impartir el curso, pida a quien está a cargo que le inscriba y abra de nuevo esta página desde el curso.

## Elegir qué colocar en un curso

picker-title = Agregar a su curso
picker-lead = Elija lo que encontrarán sus participantes.
picker-page-title = La página de microcredenciales del curso
picker-page-text = Una sola página con todas las microcredenciales de este curso. Lo que se agregue después aparecerá allí automáticamente.
picker-page-button = Agregar esta página
picker-cancel = Cancelar
picker-cancel-hint = Regresa a su curso y no se agrega nada.
picker-no-links-title = Este lugar no admite enlaces
picker-no-links-text = Su plataforma de aprendizaje admite aquí otros tipos de contenido, pero no un enlace a una página. Regrese y agréguelo en un módulo o como herramienta externa.

return-title = De regreso a su curso…
return-text = Su selección está en camino.
return-button = Continuar

## Trabajo abierto desde el libro de calificaciones

review-title = Trabajo de un(a) participante
review-title-own = Su trabajo
review-title-named = Trabajo de { $name }
review-empty-title = Todavía no se ha entregado nada
review-empty-text = Cuando se entregue trabajo para este elemento, lo encontrará aquí. Por ahora no tiene nada pendiente.
review-empty-own-title = Usted todavía no ha entregado nada
review-empty-own-text = De nuestra parte no hay prisa. Lo que entregue aparecerá aquí, junto con lo que sigue.

## Lo que guardamos de una persona

privacy-title = Lo que guardamos sobre usted
privacy-lead = Esto es lo que esta herramienta guarda de quienes llegan desde { $platform }.
privacy-asked-by = Solicitado por { $name }.
privacy-nothing-title = No guardamos nada
privacy-nothing-text = Esta herramienta no guarda datos de esta persona. No hay nada que descargar ni que borrar.
privacy-held = Guardado por esta herramienta
privacy-name = Nombre
privacy-email = Correo electrónico
privacy-not-shared = No se comparte con nosotros
privacy-visits = Visitas
privacy-launches = { $count ->
    [one] { $count } visita desde la plataforma de aprendizaje
   *[other] { $count } visitas desde la plataforma de aprendizaje
}
privacy-last = La última:
privacy-courses = Cursos
privacy-no-courses = Ninguno
privacy-work = Trabajo en microcredenciales
privacy-attempts = { $count ->
    [one] { $count } intento
   *[other] { $count } intentos
}
privacy-work-hint = El archivo contiene lo que se escribió, se confirmó y se entregó, y la lista de los archivos añadidos.
privacy-awards = Obtenido
privacy-not-held = No guardamos ninguna contraseña, y nunca vendemos ni entregamos a terceros nada de esto.
privacy-export = Descargar todo
