## The public catalogue

catalog-title = Microcredenciales
catalog-lead = Qué pide cada una y cómo se evalúa, completo y para todo el mundo.
catalog-tag = Tema: { $name }
catalog-all = Mostrar todos los temas
catalog-tags = Temas
catalog-back = Todas las microcredenciales
catalog-pages = Páginas
catalog-page = Página { $number } de { $all }
catalog-page-before = Página anterior
catalog-page-after = Página siguiente
catalog-version = Versión

## An entry in a list

entry-credential = Microcredencial
entry-stack = { $count ->
    [one] Conjunto de una microcredencial
   *[other] Conjunto de { $count } microcredenciales
}
entry-hours = horas de aprendizaje
entry-students = Requiere estudiantes
entry-hand-in = Qué se entrega

evidence-writing = Texto escrito
evidence-file = Documentos
evidence-image = Imágenes
evidence-audio = Grabación de audio
evidence-video = Video
evidence-table = Tabla
evidence-observation-log = Visitas a aulas
evidence-link = Enlace
evidence-attestation = Confirmación

## Choosing from the catalogue

shelf-search = Buscar una microcredencial
shelf-search-hint = Una palabra de su título, de su afirmación o de sus temas.
shelf-search-button = Buscar
shelf-all = Microcredenciales y conjuntos
shelf-kept = Elegido hasta ahora
shelf-found = { $count ->
    [one] 1 resultado
   *[other] { $count } resultados
}
shelf-more = { $count ->
    [one] Hay un resultado más. Con otra palabra en la búsqueda aparecerá aquí.
   *[other] Hay { $count } resultados más. Con otra palabra en la búsqueda aparecerán aquí.
}
shelf-none-title = Sin resultados
shelf-none-text = Pruebe con menos palabras o con otras.
shelf-nothing-chosen-title = Todavía no ha elegido nada
shelf-nothing-chosen-text = Marque lo que quiere añadir y vuelva a pulsar el botón al final de la lista.
shelf-add = Añadir
shelf-add-chosen = Añadir lo marcado
shelf-preview = Vista previa con la rúbrica completa
shelf-members = Qué incluye
shelf-maximum = { $count ->
    [one] La rúbrica da 1 punto como máximo.
   *[other] La rúbrica da { $count } puntos como máximo.
}
shelf-score-at-least = Para una regla como «puntuación mínima», use { $count }.

grade-legend = Qué muestra el libro de calificaciones
grade-points-title = Los puntos de la rúbrica
grade-points-text = Cada persona cuyo trabajo se evaluó tiene un número. Quien lo logró alcanza el valor de «puntuación mínima», y nadie más lo alcanza.
grade-pass-only-title = Logrado, o nada
grade-pass-only-text = Quien lo logró tiene un punto de uno. Las demás personas no tienen ningún número.
grade-none-title = Sin columna
grade-none-text = El libro de calificaciones no cambia. Los resultados se encuentran aquí.
grade-passed = Logrado
grade-not-yet = Todavía no
grade-at-work = En curso
grade-empty = vacío
grade-unavailable-title = En este lugar no hay columna en el libro de calificaciones
grade-unavailable-text = Su plataforma de aprendizaje acepta aquí enlaces sin columna. Para tenerla, añada la microcredencial como tarea o en un módulo.

## What a link shows

choose-title = Elija qué muestra este enlace
choose-lead = Todas las personas que abran el enlace desde su curso encontrarán lo que usted elija aquí.
choose-back = Volver
choose-again = Hacer que este enlace muestre otra cosa
choose-in-use-title = Ya hay personas trabajando aquí
choose-in-use-text = Lo que muestra este enlace se queda como está, para que ningún trabajo pierda su lugar en el libro de calificaciones. Para otra cosa, añada un enlace nuevo a su curso.

unbound-choose = Este enlace todavía no muestra nada propio
unbound-choose-hint = Elija una microcredencial, un conjunto o la página de todo el curso. Quien abra el enlace ahora encontrará lo demás que hay en el curso.
unbound-choose-button = Elegir ahora
unbound-ask-title = Todavía no se ha elegido nada para este enlace
unbound-ask-text = Avise a la persona que imparte el curso: puede elegir qué muestra. Usted no se ha perdido nada.

## A stack

stack-all = Todas estas:
stack-one = Una de estas:
stack-some = { $count ->
    [one] Una de estas:
   *[other] { $count } de estas:
}
stack-sequential-title = Una tras otra
stack-sequential-text = Cada una se puede empezar cuando se tiene la anterior.
stack-member-missing = no se ofrece por el momento
