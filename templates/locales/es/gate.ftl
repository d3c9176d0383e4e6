## Un acceso del curso

gate-lead-learner = Se abre cuando usted tiene lo que pide. Lo que obtuvo en otro lugar también cuenta, salvo que abajo se diga otra cosa.
gate-lead-instructor = Se abre para quien tiene lo que pide. Aquí ve cómo van sus participantes y cómo hacer que su curso lo espere.
gate-lead-onlooker = Se abre para quien tiene lo que pide.
gate-standing = Cómo va usted
gate-held = { $done } de { $all } obtenidas
gate-met-title = Usted tiene todo lo que se pide aquí
gate-met-column = Su libro de calificaciones lo muestra, y se abre lo que lo espera en su curso. En esta página no queda nada por hacer.
gate-met-text = En esta página no queda nada por hacer.
gate-lost-title = Algo que contaba aquí ya no cuenta
gate-lost-text = Usted lo tenía todo y desde entonces terminó un reconocimiento. Lo que aparece abajo lo recupera. Todo lo demás que obtuvo sigue siendo suyo.
gate-open-column = El número de su libro de calificaciones crece con cada una que obtiene. Con la última se abre por sí solo lo que espera esto en su curso.
gate-open-text = Con la última que se pide, esta página dirá que lo tiene todo.
gate-missing = Lo que todavía viene
gate-some-more = { $count ->
    [one] Una más de estas, la que prefiera:
   *[other] { $count } más de estas, las que prefiera:
}
gate-asks = Qué pide
gate-term-existing = Cuenta lo que se obtuvo antes de este curso o en otro.
gate-term-fresh = No cuenta lo que se obtuvo antes de que este curso empezara aquí.
gate-term-current = Un reconocimiento cuenta mientras está vigente. Cuando vence, hay que renovarlo para que vuelva a contar.
gate-term-ever = Un reconocimiento sigue contando después de vencer.
gate-term-newest = No cuentan los reconocimientos de ediciones anteriores.

item-held = Obtenida
item-since = desde el
item-until = vigente hasta el
item-over = hasta el
item-expired = Vencida
item-not-counted = Obtenida, no cuenta aquí
item-working = En curso
item-review = Con evaluadores
item-revise = Por revisar
item-ended = Terminada
item-open = Sin empezar
item-elsewhere = No está en este curso; la encuentra en el catálogo.

stack-met-title = Usted tiene el conjunto entero
stack-met-text = Es suyo, también si una versión posterior del conjunto pide más.

## Lo que viene antes de una microcredencial

first-title = Primero viene otra cosa
first-text = Esta se apoya en lo que aparece aquí. Obténgalo y vuelva después: el comienzo le espera.

## Un acceso, para quien imparte el curso

gate-counts = Cómo van sus participantes
gate-counts-caption = Participantes que han abierto esta página
gate-column-held = Obtenidas
gate-column-state = Estado
gate-column-learners = Participantes
gate-nobody = Nadie ha abierto esta página todavía. Cada persona se cuenta desde la primera vez que la abre, con todo lo que tiene hasta entonces.
gate-met-count = { $count ->
    [one] 1 persona lo tiene todo.
   *[other] { $count } personas lo tienen todo.
}
gate-open-count = { $count ->
    [one] 1 persona está en camino.
   *[other] { $count } personas están en camino.
}
gate-state-open = En camino
gate-state-met = Lo tiene todo
gate-state-lost = Antes lo tenía todo
gate-lost-list = Antes lo tenían todo y ahora no
gate-lost-list-text = Terminó un reconocimiento suyo. En el libro de calificaciones bajó el número, y lo que lo espera puede haberse cerrado de nuevo.
gate-no-column-title = Este enlace no tiene columna en el libro de calificaciones
gate-no-column-text = Las personas ven aquí cuánto tienen, pero una regla de su curso no puede esperarlo. Para tener una columna, añada el acceso como tarea o en un módulo.

news-gate-lost = Alguien ya no tiene lo que pide: { $name }

wait-title = Haga que su curso lo espere
wait-lead = Haga esto una vez, en este orden. Los números son los de este curso.
wait-numbers = Los números para sus reglas
wait-numbers-text = Escriba el valor en negrita. Deje cada columna con su máximo: una columna con otra escala necesita otro valor.
wait-numbers-caption = Columnas de este curso
wait-column-item = Elemento
wait-column-score = Puntuación mínima
wait-column-maximum = Máximo
wait-no-columns = Ninguna microcredencial de este curso tiene columna. El acceso no la necesita: cuenta lo que las personas tienen.

wait-canvas-unit = Ponga la tarea de cada microcredencial en el módulo de su unidad.
wait-canvas-score = En cada módulo elija Editar, añada un requisito para esa tarea y elija “Puntuación mínima” con el valor de la tabla de abajo. No use “Entregar” ni “Ver”: abren el módulo siguiente antes de que se haya evaluado nada.
wait-canvas-order = Elija “Completar todos los requisitos”; marque el orden secuencial donde el orden importe y ponga el módulo anterior como prerrequisito del siguiente.
wait-canvas-last = Haga un último módulo, por ejemplo “Fin del curso”, con los otros módulos como prerrequisitos si hay que hacerlo todo aquí. Déjelos fuera si basta con lo que se obtuvo en otro lugar.
wait-canvas-gate = Ponga “{ $name }” en ese último módulo y exija para él una “Puntuación mínima” de { $number }. También cuenta lo que las personas obtuvieron en otro curso, que las columnas de este curso no ven.
wait-canvas-posting = En el libro de calificaciones ponga la publicación de cada una de estas tareas en “Automáticamente”. Una puntuación oculta no abre ningún módulo.
wait-canvas-attempts = Deje los “Intentos permitidos” de cada tarea en “Ilimitados”, para que lleguen las revisiones.
wait-canvas-grade = Si la nota del curso significa otra cosa, deje estas tareas fuera de la nota final.

wait-moodle-pass = Abra los ajustes de la actividad de cada microcredencial y escriba el valor de la tabla de abajo como “Calificación para aprobar”.
wait-moodle-completion = En “Condiciones de finalización” elija “Añadir requisitos”, luego “Recibir una calificación” y “Calificación de aprobado”.
wait-moodle-restrict = Donde deba esperar la actividad o sección siguiente, añada “Restringir acceso” → “Finalización de la actividad” y elija la actividad anterior, completada y aprobada.
wait-moodle-gate = Para “{ $name }” escriba { $number } como “Calificación para aprobar”, con las mismas condiciones de finalización. También cuenta lo que las personas obtuvieron en otro curso.
wait-moodle-course = En “Finalización del curso” elija “{ $name }” como única condición, salvo que haya que hacerlo todo en este curso.

wait-other-rule = Para cada microcredencial ponga la regla de su plataforma que espera una nota en “al menos” el valor de la tabla de abajo. No use una regla que espere una visita o una entrega: se abre antes de que se haya evaluado nada.
wait-other-order = Donde una cosa venga después de otra, haga que cada unidad espere a la anterior.
wait-other-gate = Haga que el final del curso espere a “{ $name }” con al menos { $number }. También cuenta lo que las personas obtuvieron en otro curso.
wait-other-posting = Procure que las notas se muestren a los participantes cuando llegan. Una nota oculta a menudo no abre nada.

## Hacer un acceso

picker-gate-title = Un acceso del curso
picker-gate-text = Un elemento que se completa cuando un participante tiene lo que usted elige: todas las microcredenciales o algunas. Lo que obtuvo en otro lugar también cuenta.
picker-gate-button = Hacer un acceso
gate-form-title = Un acceso del curso
gate-form-lead = Elija qué hay que tener y cuánto. El elemento de su curso cuenta desde nada hasta ese número.
gate-form-name = Nombre del elemento
gate-form-name-hint = Como lo muestran su curso y su libro de calificaciones.
gate-form-name-default = Fin del curso
gate-form-how-many = Cuánto hay que tener
gate-form-all = Todo lo marcado
gate-form-some = Una parte de lo marcado
gate-form-number = Cuántas
gate-form-number-hint = Solo para “una parte”: un número desde 1 hasta cuantas estén marcadas.
gate-form-number-error = Escriba un número desde 1 hasta cuantas estén marcadas.
gate-form-number-unfit-title = El número no va con lo marcado
gate-form-number-unfit-text = Escriba un número desde 1 hasta cuantas estén marcadas, o elija “Todo lo marcado”.
gate-form-too-much-title = Es más de lo que cabe en un acceso
gate-form-too-much-text = Marque 25 como máximo. Para más, haga un conjunto de algunas y marque el conjunto.
gate-form-counts = Qué reconocimientos cuentan
gate-form-existing = Los anteriores a este curso
gate-form-existing-text = Quien la obtuvo antes o en otro curso no tiene que obtenerla otra vez.
gate-form-current = Solo los vigentes
gate-form-current-text = Cuando un reconocimiento vence, el número baja hasta que se renueva. Lo que lo esperaba en su curso puede cerrarse de nuevo.
gate-form-newest = Solo los de la edición más nueva
gate-form-newest-text = No cuenta un reconocimiento de una edición anterior, en la que se pedían otras cosas.
gate-form-column = El libro de calificaciones recibe una columna. Su máximo es el número que hay que tener.
gate-form-place = Añadir este acceso
gate-form-back = Volver a todo lo que se puede añadir

## Lo que alguien tiene

mine-title = Mis credenciales
mine-lead = Lo que tiene, en qué trabaja y a qué lleva.
mine-held = Obtenidas
mine-none-title = Todavía nada obtenido
mine-none-text = Cuando obtenga una microcredencial, la encontrará aquí. No hay prisa.
mine-none-now = Nada en esta sección por ahora.
mine-ending = Terminan pronto
mine-ending-hint = En los próximos 90 días. Hay tiempo para obtenerlas otra vez.
mine-over = Plazo terminado
mine-over-hint = Lo que demostró sigue siendo suyo; puede obtenerlo otra vez.
mine-stopped = Detenidas o retiradas
mine-stopped-hint = Usted obtuvo estas, y de momento no son válidas. Nada de lo que entregó se ha tocado.
mine-suspended-text = Hay una pregunta abierta sobre ella. Hasta que se responda, la insignia no está disponible y nada está decidido.
mine-stopped-ask = Pregunte a
mine-begun = Empezadas
mine-gates = Accesos de este curso
mine-stacks = Conjuntos
mine-always = no vence

## Lo que da un curso a quien cumple su acceso

course-award-eyebrow = Se otorga con la última
course-award-own = Su insignia
course-award-set = Lo que da el curso
course-award-set-text = Quien tiene todo lo que se pide aquí puede recibir una insignia del curso, una sola vez. También la recibe, en pocos minutos, quien ya lo tiene todo.
course-award-title = Título
course-award-title-hint = Tal como aparece en la insignia.
course-award-title-error = Escriba un título de hasta { $count } caracteres.
course-award-claim = Qué exigió
course-award-claim-hint = Una o dos frases para quien ve la insignia y no estuvo allí.
course-award-claim-error = Diga en hasta { $count } caracteres qué exigió.
course-award-save = Otorgar esta insignia
course-award-none = No otorgar más una insignia
course-award-stays = Las insignias otorgadas se conservan, cambie lo que cambie aquí. Un cambio vale para quienes vienen después.
course-award-saved-title = Guardado
course-award-saved-text = Esto es lo que el curso da desde ahora.
