## Palabras que aparecen en muchas páginas

product-name = microcred
product-line = Microcredenciales para educadores

part-happened = Qué ocurrió
part-kept = Qué se conservó
part-next = Qué hacer ahora
reference-label = Referencia
code-label = código
back-to-course = Volver a su curso
client-id = Client ID

unanswered-title = No podemos comunicarnos con el servidor en este momento
unanswered-text = Sigue en la misma página, con todo lo que contiene. Inténtelo de nuevo en un momento.
step-waiting-title = Un momento…
step-waiting-text = Estamos abriendo su página.

## Fechas y horas. $month viene de las claves de los meses; $day y $year son números; $time usa 24 horas.

moment = { $day } { $month } { $year }, { $time } UTC
day = { $day } de { $month } de { $year }
month-1 = ene
month-2 = feb
month-3 = mar
month-4 = abr
month-5 = may
month-6 = jun
month-7 = jul
month-8 = ago
month-9 = sep
month-10 = oct
month-11 = nov
month-12 = dic

## Funciones en un curso

role-instructor-name = Instructor(a)
role-instructor-lead = Este curso está a su cargo. Esto es lo que sus participantes pueden obtener en él.
role-instructor-empty-title = Por ahora no hay nada que obtener
role-instructor-empty-text = Las microcredenciales que se agreguen a este curso aparecerán aquí para usted y sus participantes. No tiene nada pendiente.

role-earner-name = Participante
role-earner-lead = Esto es lo que puede obtener en este curso, a su propio ritmo.
role-earner-empty-title = Por ahora no hay nada que obtener
role-earner-empty-text = Su curso todavía no tiene microcredenciales. Cuando se agregue una, la encontrará aquí. No tiene nada pendiente.

role-observer-name = Observador(a)
role-observer-lead = Usted sigue este curso.

role-visitor-name = Visitante
role-visitor-lead = Usted está de visita en este curso.
role-visitor-empty-title = Por ahora no hay nada que obtener
role-visitor-empty-text = Las microcredenciales que se agreguen a este curso aparecerán aquí.

role-why = ¿Por qué aparezco como “{ $role }”?
role-why-text = Aquí solo cuenta su función en este curso, no lo que hace en otros lugares. Su plataforma de aprendizaje envió:
role-why-none = Su plataforma de aprendizaje no envió ninguna función suya en este curso.
