## El resultado y su revisión

stage-result = Resultado
place-earned = La ha obtenido.
place-question = La ha obtenido, y hay una cuestión abierta.
place-over = La había obtenido. Su tiempo terminó.
place-revise = Hay un resultado, y el camino sigue desde aquí.
next-earned = No tiene que hacer nada más aquí.
next-renew = Puede obtenerla de nuevo.
next-question = No tiene que hacer nada.
next-revise = Lea los comentarios y luego revise su trabajo.
next-begun = Siga con su revisión.
next-coach = Hable de ello con un mentor y luego continúe.
next-none-left = Lea los comentarios. Puede conservarlos.
seen-result = Usted. Quienes imparten su curso ven el resultado, pero no los comentarios ni su trabajo.
result-pass-title = Ha obtenido esta microcredencial
result-revise-title = Todavía no: esto es lo que ayuda a avanzar
result-changed-title = Este resultado cambió después de una revisión
result-changed-text = Sustituye a lo que leyó aquí antes.
result-next = Qué sigue
result-earned-text = Ha demostrado la competencia. Puede conservar los comentarios que siguen.
result-valid-until = Es válida hasta el
result-was-valid-until = Fue válida hasta el
result-renew-text = Obténgala de nuevo con una copia de todo su trabajo. El nuevo reconocimiento tiene su propia insignia, y esta se queda donde está.
result-renew = Obtenerla de nuevo
result-question-title = Hay una cuestión abierta sobre su insignia
result-question-text = Hasta que se aclare, la insignia lo dice a quien la mire. Aquí leerá cómo termina.
result-taken-back-title = Su insignia fue retirada
result-taken-back-text = Su página lo dice a quien la mire. La entidad emisora puede decirle por qué y qué puede hacer.
result-badge-text = Su insignia ya está: para llevarla, mostrarla o guardarla para usted.
result-badge = Ir a su insignia
result-revise-text = Empiece una revisión con una copia de todo su trabajo. Los comentarios están junto a cada parte mientras escribe.
result-revise-parts = Empiece una revisión con una copia de todo su trabajo. Lo que ya se demostró puede quedar como está; los comentarios están junto a las otras partes mientras escribe.
result-revise-until = Tiene tiempo hasta el
result-revise-button = Empezar la revisión
result-cool-off = Puede volver a entregar a partir del
result-cool-off-hint = Puede trabajar en ello antes.
result-tries-left = { $count ->
    [one] Le queda un intento más.
   *[other] Le quedan { $count } intentos más.
}
result-begun-text = El siguiente intento empezó con una copia de este trabajo.
result-begun-button = Ir al siguiente intento
result-little-title = Había muy poco en qué basarse
result-little-off-topic = Lo que entregó trata de algo distinto de lo que se pide.
result-little-wrong-file = Uno de los archivos parece ser otro del que quería entregar.
result-little-part-missing = No se encontró una parte que se pide.
result-strength = Lo que su trabajo hace bien
result-step = Un siguiente paso
result-facts = El resultado en cifras
result-try = Intento
result-at = Comunicado
result-points = Puntos
result-gradebook = Libro de calificaciones del curso
result-gradebook-none = Este curso no tiene una columna de calificaciones para ella. Su resultado vale igualmente.
result-gradebook-moved = El número difiere un poco para que una regla del curso abra el camino a quienes la han obtenido y a nadie más.
result-unlocks = A qué conduce
result-criteria = Lo que se vio
result-condition-met = – cumplida
result-condition-open = – todavía no cumplida
result-others = Sus otros resultados
result-other = Intento { $number }
result-print = Imprimir esta página
told-points = { $points } de { $max }
told-shown = Demostrado
told-not-yet = Todavía no
told-evident = Demostrado:
told-not-found = Todavía no se encontró
told-comment = De quienes evalúan
told-play-from = reproducir desde { $time }
told-page = página { $number }
revise-title = Está revisando
revise-text = Todo lo de su último intento está aquí. Los comentarios están junto a cada parte.
revise-text-parts = Todo lo de su último intento está aquí. Las partes que se demostraron pueden quedar como están; los comentarios están junto a las otras.
revise-all = Volver a leer todo el resultado
revise-said = Lo que se dijo de esta parte
revise-said-nothing = De esta parte sola no se dijo nada.
revise-part-shown = Todo lo de esta parte se demostró. Puede quedar como está. Ábrala para cambiar algo.
revise-shown = Demostrada la última vez
revise-look = Lea los comentarios
submit-change-note-hint = Una o dos frases. Quienes evalúan las leen primero.
hand-over-text = Si está seguro, no tiene que esperar: quienes evalúan pueden tenerlo de inmediato. Después ya no podrá retirarlo.
hand-over-button = Pasarlo ahora a quienes evalúan

## Lo que se comunica a alguien al entrar

news-title = Novedades
news-result = Hay un resultado: { $name }
news-window-ends = Un recordatorio del plazo de entrega: { $name }
news-window-over = Terminó el plazo de este intento: { $name }
news-window-over-text = Su trabajo está guardado y puede empezar de nuevo con una copia.
news-more-time = Tiene más tiempo: { $name }
news-window-until = Puede entregarlo hasta el
news-on-hold = Hay que aclarar una pregunta antes de seguir: { $name }
news-goes-on = Ya sigue su camino: { $name }
news-taken-out = Este intento se ha anulado: { $name }
news-assigned = Le han asignado un trabajo para leer: { $name }
news-sent-back = Una lectura suya ha vuelto con una pregunta: { $name }
news-lease-ends = El plazo para este trabajo termina dentro de una hora: { $name }
news-differ = Dos lecturas no coinciden: { $name }
news-incomplete = Falta algo: { $name }
news-incomplete-text = Todavía no se ha leído y no cuenta como intento. Complételo y vuelva a entregarlo.
lack-missing = Falta algo que se pide.
lack-unreadable = Algo no se puede abrir o leer.
lack-no-sound = Una grabación no se oye.
lack-student-data = Se ve o se nombra a un estudiante.
lack-wrong-template = Está hecho en un formulario distinto del que se pide.
lack-broken-link = Un enlace no lleva a ninguna parte.

## El libro de calificaciones, para el docente

gradebook-on-its-way = En camino al libro de calificaciones del curso.
gradebook-arrived = El libro de calificaciones del curso lo tiene.
gradebook-person = Alguien del curso puso una calificación, y esa vale en el libro de calificaciones.
gradebook-stuck = Todavía no se pudo escribir en el libro de calificaciones. Quien imparte su curso ve por qué. Su resultado vale igualmente.
