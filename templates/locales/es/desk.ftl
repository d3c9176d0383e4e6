## La mesa de quienes leen trabajos

desk-link = Mesa de evaluación
desk-title = Su mesa
desk-lead = Trabajos que entregaron docentes y que esperan una respuesta.
desk-home = Primera página
desk-place = En su mesa.
desk-next-held = Siga con lo que tiene.
desk-next-take = Tome el siguiente trabajo.
desk-next-sides = Elija una lista.
desk-seen-by = Solo usted. Nadie en el curso ve que usted lee trabajos.
desk-submitted = Su lectura de { $name } está entregada
desk-submitted-then = Gracias. Ya no puede cambiarla. La persona docente la lee cuando sale el resultado.
desk-sides = Otras listas
desk-waiting = En espera
desk-none-waiting = Por ahora nada espera por usted.
desk-nothing-title = Por ahora no hay nada libre
desk-nothing-text = Lo que espera ya lo tienen otros, o es de alguien a quien usted no debe evaluar. Vuelva a mirar más tarde.
desk-waiting-count = { $count ->
    [one] Espera un trabajo.
   *[other] Esperan { $count } trabajos.
}
desk-overdue-count = { $count ->
    [one] Uno está atrasado.
   *[other] { $count } están atrasados.
}
desk-overdue = Atrasado
desk-due-days = Por día
desk-due-by = Respuesta para
desk-due-count = Trabajos
desk-next = Tomar el siguiente
desk-next-hint = Recibe lo que vence primero. Queda con usted ocho horas, y más mientras trabaja en ello.
desk-full = { $count ->
    [one] Tiene un trabajo. Termínelo o devuélvalo para tomar otro.
   *[other] Tiene { $count } trabajos. Termine o devuelva uno para tomar otro.
}
desk-held = Con usted
desk-held-none-title = No tiene ningún trabajo
desk-held-none-text = Lo que tome aparece aquí, con el tiempo que tiene para ello.
desk-sent-back = Se lo devolvieron
desk-yours-until = Suyo hasta
desk-answer-due = Respuesta para
desk-go-on = Seguir
desk-release = Devolver
desk-about = Sobre su trabajo
desk-turnaround = En promedio responde en
desk-turnaround-none = Después de sus primeras lecturas se muestra aquí cuánto tarda.
desk-hours = { $count ->
    [one] una hora
   *[other] { $count } horas
}
desk-days = { $count ->
    [one] un día
   *[other] { $count } días
}
desk-qualified = Lee trabajos sobre
desk-qualified-none = Todavía no tiene la cualificación para una microcredencial. Una persona evaluadora principal puede cambiarlo.
desk-qualified-active = Activa
desk-qualified-paused = En pausa
desk-qualified-until = hasta
desk-major = versión { $number }

## Antes de leer

stage-conflict = Antes de leer
conflict-check-title = ¿Puede leer esto?
conflict-check-lead = No ve nombres. Si aun así sabe de quién es, lo lee otra persona.
conflict-place = Antes de que se muestre el trabajo.
conflict-next = Diga si puede leerlo.
conflict-seen-by = Solo usted. La persona docente no sabe quién lo lee.
conflict-credential = Microcredencial
conflict-reading = Lectura
conflict-try = Intento
conflict-earlier = hay uno anterior con que comparar
conflict-recording = Grabación
conflict-recording-text = Hay una. Las personas que salen no se pueden ocultar, y se le pregunta otra vez antes de reproducirla.
conflict-question = Siga solo si nada de esto es así
conflict-question-know = Sabe quién lo escribió, o lo cree.
conflict-question-supervise = Supervisa a esta persona, o ella a usted.
conflict-question-coach = Ayudó con este trabajo.
conflict-go-on = Nada de esto es así. Mostrar el trabajo
recuse-open = No debo leer esto
recuse-reason = ¿Por qué?
recuse-knows = Conozco a la persona
recuse-supervises = Superviso a esta persona, o ella a mí
recuse-coached = Ayudé con este trabajo
recuse-other = Otra razón
recuse-hint = Vuelve a los demás, y nada de esta persona le llega otra vez. Nadie le pregunta más.
recuse-button = Dejarlo a otros

## La lectura

position-first = Primera lectura
position-second = Segunda lectura
position-adjudication = Lectura que decide
position-appeal = Lectura tras un recurso
reading-code = Trabajo
reading-back = Su mesa
reading-next = Mire cada detalle, diga dónde lo ve, y después revise y entregue.
reading-seen-by = Usted, y una persona evaluadora principal cuando se entrega. La persona docente lee sus comentarios cuando sale el resultado, sin su nombre.
reading-rubric = Rúbrica
reading-beside = Las dos lecturas una al lado de la otra
reading-pop-out = Abrir en una pestaña propia
reading-later = Guardar y terminar después
reading-review = Revisar y entregar
reading-moved-title = Esta lectura ya no está con usted
reading-moved-text = Se acabó su tiempo, pasó a otra persona o ya está entregada. Lo que escribió desde entonces queda en este navegador. Cópielo de aquí antes de cerrar esta página.
reading-ended-title = Su sesión terminó. No se perdió nada
reading-ended-text = Lo que escribió queda aquí. Abra otra vez su mesa desde el LMS en otra pestaña y abra allí este trabajo; entonces se guarda.
reading-conflict-text = Otra pestaña u otro dispositivo guardó esta lectura mientras escribía aquí. Están las dos; usted decide.
reading-conflict-without-script = Lo que escribió está en el formulario de abajo. Si guarda otra vez, queda en lugar de la otra.
reading-keep-both = Juntar las dos
sent-back-title = Una persona evaluadora principal se lo devolvió
changed-note-title = Lo que cambió la persona docente
earlier-title = Hay un intento anterior
earlier-text = Lo que cambió desde entonces está marcado en el trabajo, y lo que se dijo está en la rúbrica.
looked = { $done } de { $all } vistos
desk-result-points = { $points } de { $max }
keys-title = Teclas
keys-hint = Las teclas funcionan en la rúbrica y en el reproductor, y nunca mientras escribe.
key-evident = Evidente, o cumplido. Con niveles, el número del nivel
key-not-found = No encontrado, o aún no cumplido
key-down = El siguiente
key-up = El anterior
key-point = Señalar lo que seleccionó en el trabajo, o el momento del reproductor
key-comment = Al comentario; Esc lleva de vuelta
key-mark = En el reproductor: marcar este momento para el detalle en que estaba
key-help = Estas teclas
criterion-points = { $count ->
    [one] 1 punto
   *[other] { $count } puntos
}
last-time = La última vez
last-time-no-comment = No hubo comentario.
last-time-carry = Tomar lo de la última vez
mark-evident = Evidente
mark-not-found = No encontrado
mark-met = Cumplido
mark-not-met = Aún no cumplido
mark-open = Sin mirar
level-choose = ¿Qué nivel?
none-found = Lo busqué en todo el trabajo y no está
pointers = Dónde se ve
point-here = Señalar lo seleccionado
pointer-place = Lugar
pointer-nowhere = Elija un lugar
pointer-at = Tiempo, como 3:15
pointer-page = Página
pointer-quote = Palabras
pointer-remove = Quitar este lugar
place-page = página { $number }
comment = Comentario
comment-below-top = Lo lee la persona docente. Al menos { $number } palabras, salvo que esté todo.
comment-always = Lo lee la persona docente. Al menos { $number } palabras.
comment-never = Lo lee la persona docente, si escribe algo.
conditions-title = Condiciones
conditions-hint = Valen para el trabajo entero. Una que no se cumple limita el resultado.
condition-found = lo vio la herramienta
whole-title = Para la persona docente
feedback-strength = Lo que funciona bien
strength-hint = Una cosa, tan concreta como pueda.
feedback-next-step = El siguiente paso
next-step-hint = El cambio que más ayudaría.
insufficient = Muy poco para valorar
insufficient-hint = Hace falta cuando el total es muy bajo.
insufficient-none = No
insufficient-off-topic = Nada trata de la competencia
insufficient-wrong-file = Es otro archivo que el pedido
insufficient-part-missing = Falta una parte
private-title = No es para la persona docente
private-hint = Lo pueden leer personas evaluadoras principales y auditoras. La persona docente, nunca.
feedback-private = Nota privada
asks-second = También debería leerlo otra persona

## El trabajo

evidence-title = El trabajo
evidence-asked = Lo que se pidió
evidence-empty = Aquí no se entregó nada.
evidence-same = Como la última vez
evidence-changed = Cambiado
evidence-change = Lo que cambió desde el último intento
change-added = añadido:
change-removed = quitado:
evidence-notes = Notas de la persona docente
evidence-play = reproducir desde aquí
evidence-transcript = Transcripción o subtítulos
evidence-picture = Imagen { $number } de { $name }
evidence-film = Video { $number } de { $name }
evidence-sound = Grabación { $number } de { $name }
evidence-document = Archivo { $number } de { $name }
evidence-alt = Muestra:
known-question = ¿Conoce a una persona en esta grabación?
known-why = Mire los primeros momentos pensando en eso. Si es así, el trabajo lo lee otra persona.
known-nobody = No. Mostrar el reproductor
known-somebody = Sí. Dejarlo a otros
reading-player-keys = Espacio reproduce y para, las flechas mueven 5 segundos, M marca el momento.
reading-mark-here = Marcar este momento

## Antes de entregar

stage-review = Revisión
review-page-title = Revisar y entregar
review-lead = Esto es lo que dice del trabajo y lo que leerá la persona docente.
review-back = Volver a la lectura
review-next-submit = Léalo una vez más como lo leerá la persona docente, y entréguelo.
review-next-gaps = Añada lo que falta.
review-gaps = Todavía falta
missing-mark = Sin mirar: { $name }
missing-score = Sin puntuar: { $name }
missing-comment = «{ $name }» necesita un comentario de { $number } palabras. Tiene { $done }.
missing-evidence = «{ $name }» necesita un lugar en el trabajo, o que no está en ninguno.
missing-condition = Sin mirar: { $name }
missing-reason = Diga por qué hubo muy poco para valorar.
missing-strength = Diga qué funciona bien.
missing-next-step = Diga cuál es el siguiente paso.
review-result = A lo que llega
review-capped = Una condición o la regla lo deja por debajo de lo que dirían los puntos solos.
review-letter = Lo que lee la persona docente
review-letter-hint = Palabra por palabra, cuando sale el resultado. Su nombre no está.
review-letter-result = Resultado
review-not-sent = No es para la persona docente
review-rationale = Por qué decide así
review-rationale-hint = Lo pueden leer quienes hicieron las lecturas y quienes auditan. La persona docente, no.
review-second-title = Pidió una segunda lectura
review-second-text = Otra persona lee el trabajo antes de que haya un resultado.
review-final = Cuando entrega, la lectura es definitiva. Después no puede cambiarla.
review-submit = Entregar la lectura

## Personas evaluadoras principales

lead-title = Mesa principal
lead-lead = Dónde difieren las lecturas, qué espera para salir y qué tarda demasiado.
lead-next = Resuelva primero las diferencias; hacen esperar a alguien.
lead-seen-by = Usted y otras personas evaluadoras principales. Los nombres de docentes no se muestran antes de la decisión.
lead-back = Mesa principal
lead-differing = Lecturas que difieren
lead-differing-none = No hay ninguna diferencia que resolver.
lead-begun = Empezada
lead-compare = Comparar las lecturas
lead-decided = Decidido, sin publicar
lead-decided-none = Nada espera para salir.
lead-look = Mirarlo
lead-overdue = Atrasado o casi
lead-overdue-none = Todo va a tiempo.
lead-soon = Vence pronto
lead-with = Con una persona evaluadora desde
lead-with-nobody = Con nadie
lead-assign-to = Dárselo a
lead-assign = Dar
lead-take-over = Tomarlo yo
lead-begun-other = Alguien ya empezó
lead-settle = Tomarlo y comparar
lead-barred = Usted leyó este trabajo; lo resuelve otra persona.
lead-under-way = En curso
case-title = Lecturas
case-next = Lea lo que se escribió. Lo que no está claro puede volver a quien lo hizo.
case-no-readings = Nadie entregó una lectura todavía.
case-words-title = Dígalo en pocas palabras
case-words-text = Quien lo recibe tiene que saber qué cambiar.
adjudication-title = Resolver una diferencia
adjudication-lead = Dos personas evaluadoras llegaron a resultados distintos. Usted lee el trabajo, y su lectura decide.
adjudication-next = Compare, y después lea y decida.
adjudication-begin = Leerlo y decidir
return-both = Devolver las dos lecturas con una aclaración
return-both-hint = Quienes evaluaron la leen junto a su propia lectura, y pueden cambiarla una vez o dejarla como está. Nadie ve la otra. Si siguen sin coincidir, vuelve a usted.
return-both-comment = Qué significa aquí la rúbrica
adjudication-hint = Puntúa todo usted y dice por qué decide así.
adjudication-differences = En qué difieren
adjudication-no-differences = Todas las marcas son iguales; la diferencia está en los comentarios.
adjudication-what = Qué
adjudication-reading = Lectura { $number }
decided-title = Decidido
decided-lead = Va a la persona docente y al libro de calificaciones cuando usted lo publica.
decided-next = Publíquelo, o diga qué tiene que cambiar antes.
decided-release = Publicar el resultado
decided-send-back = Devolver la lectura
decided-send-back-hint = Quien la hizo la recibe con sus palabras. Se guardan las dos versiones.
decided-comment = ¿Qué debería cambiar?
decided-hold = Que se mire otra vez
decided-hold-hint = Una persona evaluadora principal lee el trabajo antes de que salga algo.
decided-reason = ¿Por qué?

## Mirar trabajos antes de leerlos

screenings-title = Por mirar
screenings-lead = Antes de leer un trabajo: ¿está completo, se puede abrir y cuida la privacidad de estudiantes?
screenings-none-title = Nada por mirar
screenings-none-text = Los trabajos nuevos aparecen aquí cuando acaba el tiempo para retirarlos.
screenings-since = Entregado
screening-title = Mirarlo antes
screening-lead = Aquí no puntúa nada.
screening-next = Páselo, o devuélvalo con lo que falta.
screening-back = Por mirar
screening-look-at = Mire
screening-look-whole = ¿Hay algo en cada lugar, y es lo que se pidió?
screening-look-open = ¿Se abre cada archivo, y se oye cada grabación?
screening-look-people = ¿Hay un nombre o una cara de estudiante sin necesidad?
screening-look-template = ¿Es el formulario que se pidió?
screening-pass = Todo está bien. Pasarlo
screening-return = Devolverlo
screening-return-hint = No cuenta como intento, y la persona docente tiene al menos 14 días más.
screening-reasons = ¿Qué tiene que cambiar?
screening-reasons-needed = Elija al menos una.
return-missing = Falta algo que se pidió
return-unreadable = Algo no se puede abrir o leer
return-no-sound = Una grabación no se oye
return-student-data = Se reconoce a un estudiante
return-wrong-template = Es otro formulario que el pedido
return-broken-link = Un enlace no lleva a ningún lado
screening-note = Unas palabras para la persona docente
screening-note-hint = ¿Qué archivo, qué página, qué minuto? Lo lee la persona docente.
screening-return-button = Devolverlo a la persona docente

## Cuando se acabó el tiempo

over-title = Se acabó el tiempo para esta lectura
over-text = Volvió a los demás para que la persona docente no espere. Si nadie la tomó todavía, puede seguir.
over-gone = Ahora la tiene otra persona, o no se le puede dar.
over-resume = Seguir con ella
over-written = Lo que escribió
over-written-hint = Nadie más lo ve. Se guarda para usted 30 días.
over-nothing-title = Todavía no había escrito nada
over-nothing-text = No se perdió nada. Tome el siguiente desde su mesa.
reading-over-title = Se acabó el tiempo para esta lectura. Lo que escribe se guarda
reading-over-text = Tómela otra vez para entregarla. Funciona mientras nadie más la haya tomado.
