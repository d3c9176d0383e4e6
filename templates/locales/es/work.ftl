## Dónde se está

stage-card = Vista general
stage-details = Detalles
stage-checklist = Lista de pasos
stage-part = Parte { $number } de { $all }
stage-check = Autorrevisión
stage-submit = Entrega
stage-status = Estado
bearings-place = Dónde está
bearings-next = Qué sigue
bearings-by = Antes del
bearings-seen-by = Quién puede ver esto
place-open = Todavía no ha empezado.
place-draft = Está trabajando en ella.
place-handed-in = Ya la ha entregado.
place-ended = Su trabajo anterior está guardado.
place-instructor = La está viendo como responsable del curso.
place-onlooker = La está viendo.
place-submitted = Está entregada y todavía puede retirarla.
place-review = Está con nosotros.
place-hold = Espera hasta que se aclare una pregunta.
place-answered = Hay una respuesta.
place-expired = El plazo de este intento ha terminado.
place-withdrawn = La ha retirado.
place-voided = Este intento se ha anulado.
next-open = Lea lo que pide y empiece.
next-draft = Siga donde lo dejó y después entregue.
next-handed-in = Recibirá una respuesta de quienes evalúan.
next-ended = Empiece de nuevo con lo que guardó.
next-closed = Lea lo que pide.
next-first = Obtenga lo que viene primero. Mientras tanto puede leerlo todo sobre esta.
next-instructor = Lea lo que leen los participantes.
next-onlooker = Lea lo que pide.
next-submitted = Lo miramos cuando termine el plazo para retirarlo, y recibirá la respuesta aquí.
next-review = Lo leen quienes evalúan. Recibirá la respuesta aquí.
next-hold = No tiene que hacer nada. Le escribiremos aquí.
next-answered = Lea la respuesta.
next-again = Puede empezar de nuevo con todo lo que guardó.
next-voided = Pregunte a la entidad emisora qué significa para usted.
seen-card = Todas las personas del curso pueden leer esta página. Nadie ve su trabajo.
seen-draft = Solo usted, hasta que la entregue.
seen-check = Solo usted. Sus marcas se quedan en este navegador.
seen-submitted = Usted y quienes la evalúan. Ni su supervisor, ni su escuela, ni otros participantes.
help = Ayuda
help-text = Las preguntas sobre esta microcredencial las responde:
help-hint = Mencione esta referencia. Lleva a su curso y a su intento, y a nada de lo que escribió.

## Guardar

save-last = Guardado:
save-saved = Guardado:
save-saving = Guardando…
save-unsaved = Aún sin guardar
save-offline = Conservado en este navegador
save-nothing = Nada que guardar todavía
offline-title = No podemos comunicarnos con el servidor
offline-text = Siga escribiendo. Lo que escribe se conserva en este navegador y se guarda en cuanto vuelva la conexión.
ended-title = Su sesión ha terminado. No se ha perdido nada
ended-text = Lo que escribió se conserva aquí. Abra de nuevo esta microcredencial desde el curso en otra pestaña; entonces se guardará.
restored-title = Hemos recuperado lo que escribió
restored-text = Se conservó en este navegador mientras no se podía guardar. Ahora se está guardando.
unsaved-title = Algo no se pudo guardar
unsaved-text = El servidor no lo acepta así, quizá porque es muy largo. Se conserva en este navegador. Acórtelo o pida ayuda con la referencia de arriba.
moved-title = El trabajo ya avanzó
moved-text = Se entregó o se terminó su plazo, tal vez desde otra pestaña. Lo que escribió desde entonces no forma parte de él. Cópielo de aquí antes de cerrar esta página.
copies-title = Escrito aquí y no guardado a tiempo
copies-text = Este navegador lo conservó. No está en ningún otro lugar: copie lo que quiera volver a usar.
held-title = Este navegador guardó texto de la última vez
held-text = La página se cerró antes de que se guardara todo. Ábralo aquí; si entretanto se guardó otra cosa, verá las dos.
conflict-title = Esto también se cambió en otro lugar
conflict-text = Otra pestaña u otro dispositivo lo guardó mientras usted escribía aquí. Los dos textos están aquí; usted decide.
conflict-mine = Lo que escribió aquí
conflict-theirs = Lo que se guardó en otro lugar
conflict-keep-mine = Conservar lo de aquí
conflict-keep-theirs = Tomar lo guardado en otro lugar
conflict-keep-both = Conservar ambos
conflict-without-script = Su texto está en el campo de abajo. Al guardar de nuevo, queda en lugar del otro.

## Lista de pasos y espacio de trabajo

checklist-title = Su camino hasta la entrega
checklist-lead = En cualquier orden. Todo se guarda mientras escribe.
checklist-back = Vista general
checklist-next-part = Siga con «{ $name }».
checklist-next-check = Mire lo que todavía falta.
checklist-next-submit = Todo está. Revíselo y después entregue.
carried-title = Su trabajo anterior está aquí
carried-text = Se copió todo lo de su último intento. Cambie lo que quiera.
step-read = Lea lo que pide
step-read-text = El método, ejemplos y la rúbrica.
step-pieces = { $done } de { $all } completas
step-check = Revíselo usted
step-check-text = Lo que falta y la rúbrica para repasar.
step-submit = Entregar
step-submit-text = Primero verá lo que todavía falta.
step-submit-ready = Todo lo necesario está.
workspace-back = Lista de pasos
workspace-parts = Partes
workspace-next-part = Después viene «{ $name }».
workspace-next-check = Después lo revisa y lo entrega.
workspace-save = Guardar
workspace-save-next = Guardar e ir a la parte siguiente
workspace-save-check = Guardar y revisarlo
workspace-judged = Cómo se valora esta parte
mark-ready = Lista para mí
mark-changed = Marcada, luego cambiada
mark-none = Sin marcar
mark-box = Esta parte está lista, para mí
mark-hint = Una nota para usted. Nadie más la ve, y puede entregar con ella o sin ella.
mark-at = Marcada:
mark-changed-title = La marcó, y después cambió algo aquí.
mark-again = Está lista como está ahora
mark-broken = No se pudo guardar ahora. Guarde la parte con el botón de abajo; la marca va con ella.
window-left = { $count ->
    [one] Queda un día para entregar.
   *[other] Quedan { $count } días para entregar.
}
window-last-days = { $count ->
    [0] Hoy es el último día para entregar
    [one] Queda un día para entregar
   *[other] Quedan { $count } días para entregar
}
window-until = Puede entregarlo hasta el
window-last-text = Lo que escribe se conserva, también después. Si necesita más tiempo, pídalo antes.
look-masquerade-title = Está actuando en nombre de otra persona
look-masquerade-text = Lo ve como esa persona. Solo ella puede escribir; nada de lo que cambie aquí se guarda.
look-test-user-title = Está en la vista de estudiante
look-test-user-text = Pruebe todo. Lo que entregue aquí no se evalúa.

## Espacios

slot-required = Necesario
slot-optional = Si quiere
slot-instead-of = En lugar de «{ $name }», si quiere
slot-instead-short = otra manera, en lugar de la anterior
slot-limits = Se pide:
slot-components = Se refiere a
remark-time = No se pudo leer el momento de la nota { $number }. Escríbalo como 3:15.
remark-lines = Estas líneas siguen abajo porque no empiezan con un momento seguido de palabras:
remark-minutes = Los minutos de la visita { $number } no son un número.
remark-time-here = No se pudo leer este momento. Escríbalo como 3:15. Lo que escribió sigue en el campo.
remark-minutes-here = Esto no es un número entero de minutos. Lo que escribió sigue en el campo.
remark-length = No se pudo leer la duración de la grabación. Escríbala como 6:30, 12 min o 1 h 5 min. Lo que escribió sigue en el campo.
remark-large = Esto es más de lo que se puede guardar en un lugar. Su texto sigue en el campo.
slot-remark = Mire esto, por favor
fill-complete = Completo
fill-partial = Empezado
fill-empty = Nada todavía
counter-left = restantes
counter-over = de más
counter-missing = por añadir
outside-advice = Puede entregarlo así.
outside-caps = Puede entregarlo así, pero limita el resultado.
outside-blocks = Necesita un cambio antes de entregar.
text-label = Su texto
editor-tools = Formato
editor-bold = Negrita
editor-italic = Cursiva
editor-bullets = Lista
editor-numbers = Lista numerada
editor-link = Enlace
editor-link-address = Dirección del enlace
editor-link-set = Poner el enlace
rows-hint = Siempre hay una fila vacía al final. Las filas que quedan vacías no se conservan.
row-title = Fila
row-add = Agregar una fila
row-copy = Copiar
row-remove = Quitar
visit-title = Visita
visit-add = Agregar una visita
visit-date = Fecha
visit-minutes = Minutos
visit-setting = Grado y materia, sin nombres
visit-focus = Qué buscaba
visit-seen = Qué vio
visit-take-away = Qué se lleva
visit-total = Visitas:
visit-total-minutes = Minutos en total:
link-url = Dirección web
link-description = Qué se ve allí
recording-or-link = O, en lugar de un archivo, una dirección donde se vea sin iniciar sesión:
recording-link = Dirección de la grabación
recording-length = Su duración, por ejemplo 6:30 o 12 min
recording-captions = Subtítulos o transcripción: el texto, o dónde está
recording-transcript = Transcripción: el texto, o dónde está
player-label = Reproductor
player-keys = Teclas: espacio reproduce y detiene, las flechas avanzan y retroceden cinco segundos, N hace una nota en este momento.
note-here = Nota en este momento
notes = Notas sobre la grabación
notes-hint = Diga qué ocurre en qué momento.
notes-hint-component = Diga qué ocurre en qué momento y nombre cada vez al menos un componente.
note-title = Nota
note-add = Agregar una nota
note-at = En (m:ss)
note-text = Qué ocurre allí
note-components = Componentes
note-play = Reproducir desde aquí
note-remove = Quitar
notes-paste = Pegar una lista de notas
notes-paste-label = Una nota por línea
notes-paste-hint = Por ejemplo: 3:15 – Responde alguien que habla poco. Un componente se puede nombrar entre [corchetes].
notes-paste-button = Convertir estas líneas en notas
upload-label = Elija un archivo o suéltelo aquí
upload-privacy-picture = Dónde, cuándo y con qué se tomó una foto se elimina al llegar.
upload-privacy-film = El lugar y el aparato que los archivos MP4, MOV y M4A nombran junto a la grabación se eliminan al llegar. Otros tipos de grabaciones, y los lugares que una cámara escribe dentro de la grabación, se quedan: mírelos antes de añadirlas.
upload-privacy-document = El autor, el título y la empresa se eliminan de los archivos de Word, Excel, PowerPoint y OpenDocument, y de los PDF que no están bloqueados ni firmados, hasta 32 MB. Los nombres en comentarios y cambios marcados se quedan: mírelos antes de añadir el archivo.
upload-hint = Hasta { $size }. Sin nombres ni caras de estudiantes sin permiso.
upload-button = Subir
upload-progress = Progreso de la subida
upload-sending = Subiendo:
upload-done = Subido:
upload-broken = La subida se detuvo por el camino. No cambió nada más; inténtelo de nuevo.
upload-stopped = Detenido. No se conservó nada de este archivo.
upload-stop = Detener
file-checking = Lo estamos revisando. Puede continuar.
file-alt = ¿Qué muestra?
file-alt-hint = Para quien no lo ve. Hace falta antes de entregar.
file-caption = Qué conviene saber
file-describe = Guardar la descripción
file-describe-broken = La descripción no se pudo guardar en este momento. Sigue aquí; guárdela de nuevo antes de salir de esta página.
file-remove = Quitar
file-remove-broken = El archivo no se pudo quitar en este momento. Inténtelo de nuevo.
attested = Confirmado
not-attested = Sin confirmar
shown-rows = Filas
shown-visits = Visitas

## Autorrevisión y entrega

matters-blocking = Antes de entregar
matters-advice = Merece una mirada
check-title = Revíselo usted
check-lead = Mire su trabajo como lo hará quien evalúa.
check-matters = Lo que todavía falta
check-nothing-title = No falta nada
check-nothing-text = Todo lo que se pide está y dentro de sus límites.
check-next-submit = Repase la rúbrica y después entregue.
check-next-matters = Complete lo que falta y después entregue.
check-marked = Lo que marcó como listo
check-marked-text = Sus propias marcas. Son solo para usted, y puede entregar con ellas o sin ellas.
check-rubric = La rúbrica, para repasar
check-private = Marque lo que encuentre en su trabajo. Quienes evalúan nunca ven estas marcas; se quedan en este navegador.
check-where = Mire en:
check-students = Privacidad de los estudiantes
check-students-text = Lea una vez más buscando nombres completos, también en papeles, nombres de archivo y pantallas. Escriba «Estudiante A». Las caras necesitan el permiso que pide su distrito.
hints-none = Ninguna palabra de sus textos parece un nombre, una dirección o un teléfono. No se miró lo que hay en imágenes y grabaciones, ni el final de textos muy largos.
hints-found = { $count ->
    [one] Un lugar parece un nombre, una dirección o un número
   *[other] { $count } lugares parecen nombres, direcciones o números
}
hints-private = Es solo un aviso: puede que no lo sea. Esta lista se hace ahora para usted. No se guarda, y quienes evalúan no la ven.
hints-name = Si es estudiante, escriba «Estudiante A»; si es otra persona, lo que es, como «una colega».
hints-email = Quite la dirección si es de alguien.
hints-phone = Quite el número si es de alguien.
hints-times = { $count ->
    [one] Una vez
   *[other] { $count } veces aquí
}
hints-pointer = Mire una vez más antes de confirmar. Solo usted lo ve.
check-go-on = Continuar a la entrega
submit-title = Entregar
submit-lead = Qué se entrega, quién lo ve y cuándo recibe respuesta.
submit-summary = Lo que entrega
submit-next = Confirme y entregue.
submit-next-matters = Complete lo que falta.
submit-unconfirmed-title = Falta confirmar algo
submit-unconfirmed-text = Lea y confirme cada una de las declaraciones de abajo. Nada de lo que escribió ha cambiado.
submit-window-title = El plazo de este intento ha terminado
submit-window-text = Se conserva todo lo que escribió. Desde la ficha puede comenzar otro intento, que empieza con una copia.
submit-cool-off-title = Todavía es un poco pronto para volver a entregar
submit-cool-off-text = Entre una respuesta y el siguiente intento pasan unos días, para repasar lo que dice. Nada de lo que escribió ha cambiado; entregue más adelante.
submit-change-note = ¿Qué cambió desde el último intento?
submit-confirm = Confirme, por favor
submit-then = Qué ocurre después
submit-then-answer = Recibe una respuesta antes del { $date }.
submit-then-recall = { $count ->
    [one] Durante un minuto puede retirarla.
   *[other] Durante { $count } minutos puede retirarla.
}
submit-then-seen = Solo usted y quienes la evalúan pueden verla.
submit-button = Entregar
attest-own-work = Este es mi propio trabajo y lo que digo sobre mi práctica es verdad.
attest-student-privacy = No se puede reconocer a ningún estudiante, o tengo el permiso que pide mi distrito.
attest-consent-obtained = Toda persona adulta que se ve, se oye o se reconoce ha dado su consentimiento.
attest-ai-disclosure = ¿Cómo usó inteligencia artificial? Escriba «nada» si no la usó.
attest-ai-none = No usé inteligencia artificial para este trabajo.
attest-shared = ¿Con quién hizo lo que también entregan colegas? Diga cuál fue su parte. Déjelo vacío si nadie más lo entrega.

## Qué hay que mirar

finding-missing = todavía no hay nada.
finding-unfinished = todavía falta algo.
finding-file-not-ready = el archivo { $number } aún no está listo. Espere un momento o quítelo.
finding-alt-missing = diga qué muestra la imagen { $number }.
finding-transcript = agregue subtítulos o una transcripción.
finding-link-not-taken = suba la grabación; aquí no basta un enlace.
finding-upload-not-taken = indique la dirección de la grabación en lugar de un archivo.
finding-several-recordings = deje una grabación y quite las demás.
finding-address = la dirección web no se puede abrir. Empieza por https://.
finding-length-not-stated = indique cuánto dura la grabación.
finding-length-unknown = no podemos saber cuánto dura la grabación. Lo mirará quien evalúa.
finding-few-notes = hay { $number } de al menos { $bound } notas.
finding-many-notes = hay { $number } notas y se pueden leer { $bound } como máximo.
finding-note-empty = la nota en { $time } todavía no dice nada.
finding-note-component = la nota en { $time } todavía no nombra ningún componente.
finding-note-after-end = la nota en { $time } está después del final de la grabación.
finding-note-long = la nota en { $time } es más larga de lo que se pide.
finding-row = la fila { $number } todavía no está completa.
finding-visit = la visita { $number } todavía no está completa.
finding-over = { $value }, y el máximo es { $bound } { $noun }.
finding-under = { $value }, y el mínimo es { $bound } { $noun }.

## Después

status-submitted-title = Ya está entregada
status-submitted-text = Gracias. Su comprobante está abajo.
status-review-title = Se está leyendo
status-review-text = No tiene que hacer nada.
status-hold-title = Primero hay que aclarar una pregunta
status-hold-text = El tiempo que esto tome no cuenta en su contra.
status-answered-title = Hay una respuesta
status-answered-text = Su trabajo ha sido leído.
status-expired-title = Su trabajo está guardado
status-expired-text = El plazo de este intento ha terminado. No se ha perdido nada y no cuenta como intento.
status-withdrawn-title = La ha retirado
status-withdrawn-text = Todo sigue aquí y no cuenta como intento.
status-voided-title = Este intento se ha anulado
status-voided-text = La entidad emisora puede decirle por qué y qué puede hacer.
again-text = Empiece de nuevo con una copia de todo lo que escribió. El trabajo anterior queda como está.
again-button = Empezar de nuevo con este trabajo
status-way = El camino hasta la respuesta
way-handed-in = Entregada
way-recall = Termina el plazo para retirarla
way-screening = Se revisa que esté completa
way-assessors = Con quienes evalúan
way-answer = Respuesta antes de
receipt = Comprobante
receipt-id = Número
receipt-at = Entregada
receipt-fingerprint = Huella
receipt-hint = La huella (SHA-256) muestra que lo que se evalúa es lo que usted entregó.
recall-title = Retirarla
recall-text = Puede seguir trabajando en ella. Es posible hasta
recall-button = Retirarla y seguir trabajando
withdraw-title = Retirar este intento
withdraw-text = Entonces nadie la lee. Lo que escribió queda, no cuenta como intento y puede empezar de nuevo con ello.
withdraw-button = Retirar
status-work = Lo que contiene
status-work-empty = Todavía no se escribió nada.
