## La tarjeta

card-eyebrow = Microcredencial
card-back = Todas las microcredenciales de este curso
card-state = Dónde se encuentra usted
card-start = Empezar
card-continue = Continuar con su trabajo
card-follow = Ver dónde está
card-answer = Leer la respuesta
card-ended = Ver lo que guardó
card-until = Puede entregar hasta
card-window = { $count ->
    [one] Tiene un mes, contado desde la primera respuesta que guarde. Mirar no cuesta nada.
   *[other] Tiene { $count } meses, contados desde la primera respuesta que guarde. Mirar no cuesta nada.
}
card-hand-in = Lo que entrega
card-details = Todo sobre ella, con la rúbrica
card-choose = Elegir otra cosa para este enlace
card-facts = De un vistazo
card-test-user-title = Está en la vista de estudiante
card-test-user-text = Pruebe todo. Lo que haga aquí no se evalúa y no se envía ninguna calificación al curso.
card-instructor-title = Usted imparte este curso, por eso no puede obtenerla aquí
card-instructor-text = La plataforma de aprendizaje solo acepta resultados de participantes. Puede leer todo lo que leen los participantes. Para obtenerla usted, ábrala en un curso en el que participe.
card-onlooker-title = Aquí puede leerlo todo
card-onlooker-text = Para obtenerla necesita participar en el curso. Pida a quien lo imparte que le inscriba y ábrala de nuevo desde el curso.
closed-masquerade-title = Está actuando en nombre de otra persona
closed-masquerade-text = Puede verla como la ve esa persona. Solo ella puede empezar y escribir.
closed-offer-title = Por ahora no se puede empezar
closed-offer-text = Su organización no la ofrece en este momento. Pregunte a quien imparte el curso cuándo volverá a ofrecerse.
closed-coach-title = Primero viene una persona mentora
closed-coach-text = Comente sus últimas respuestas con una persona mentora. Después puede empezar de nuevo.
closed-tries-title = Ha usado todos los intentos
closed-tries-text = Lo que entregó se conserva. La entidad emisora puede decirle qué es posible ahora.

## Datos

fact-minutes = Tiempo necesario
fact-minutes-value = De { $min } a { $max } minutos
fact-minutes-in-hours = De { $min } a { $max } horas
fact-hours = Horas que representa
fact-hours-hint = donde se conceden horas
fact-students = Estudiantes
fact-students-none = No hacen falta estudiantes
fact-students-optional = Con o sin estudiantes
fact-students-required = Necesita un grupo
fact-assessed = Quién evalúa y en cuánto tiempo
fact-readers = { $count ->
    [one] Una persona evaluadora capacitada
   *[other] { $count } personas evaluadoras capacitadas
}
fact-days = { $count ->
    [one] en un día hábil
   *[other] en { $count } días hábiles
}
fact-tries = Intentos
fact-tries-any = Todos los que necesite
fact-tries-max = { $count ->
    [one] Uno
   *[other] Hasta { $count }
}
fact-valid = Validez
fact-valid-always = No caduca
fact-valid-months = { $count ->
    [one] Un mes
   *[other] { $count } meses
}
fact-languages = Su trabajo puede estar en
fact-issuer = Emitida por
language-en = inglés
language-es = español

## Todo sobre ella

details-back = Volver a la tarjeta
details-version = Versión
details-method = Cómo se hace
details-components = De qué se compone
details-parts = Lo que entrega
details-rubric = Cómo se valora
details-rubric-same = Esta es la misma rúbrica que usan quienes evalúan.
details-rules = Las reglas
details-resources = Recursos que ayudan
details-research = En qué se apoya
details-licence = Licencia
captions-yes = con subtítulos
captions-no = sin subtítulos
rule-window = { $count ->
    [one] Tiene un mes desde la primera respuesta que guarde. Al terminar el plazo, su trabajo se conserva y puede empezar de nuevo con él.
   *[other] Tiene { $count } meses desde la primera respuesta que guarde. Al terminar el plazo, su trabajo se conserva y puede empezar de nuevo con él.
}
rule-recall = { $count ->
    [one] Puede retirar lo entregado durante un minuto.
   *[other] Puede retirar lo entregado durante { $count } minutos.
}
rule-blind-open = Usted y quien evalúa conocen sus nombres.
rule-blind-single = Quien evalúa no ve su nombre.
rule-blind-double = Quien evalúa no ve su nombre y usted no ve el suyo.
rule-resubmit-whole = Si la respuesta es «todavía no», continúa con todo lo que escribió.
rule-resubmit-parts = Si la respuesta es «todavía no», trabaja solo en las partes que aún no se han demostrado.
rule-coach = { $count ->
    [one] Tras una respuesta de «todavía no», una persona mentora ayuda antes del siguiente intento.
   *[other] Tras { $count } respuestas de «todavía no», una persona mentora ayuda antes del siguiente intento.
}
rule-ai-none = Para este trabajo no se usa inteligencia artificial.
rule-ai-disclosed = Puede usar inteligencia artificial si indica cómo.
rule-ai-allowed = Puede usar inteligencia artificial.

## Límites

range-between = de { $min } a { $max } { $noun }
range-exactly = { $max } { $noun }
range-least = al menos { $min } { $noun }
range-most = como máximo { $max } { $noun }
unit-words = { $count ->
    [one] palabra
   *[other] palabras
}
unit-characters = { $count ->
    [one] carácter
   *[other] caracteres
}
unit-files = { $count ->
    [one] archivo
   *[other] archivos
}
unit-pages = { $count ->
    [one] página
   *[other] páginas
}
unit-rows = { $count ->
    [one] fila
   *[other] filas
}
unit-visits = { $count ->
    [one] visita
   *[other] visitas
}
unit-notes = { $count ->
    [one] nota
   *[other] notas
}
unit-minutes = { $count ->
    [one] minuto cada una
   *[other] minutos cada una
}
unit-length = { $count ->
    [one] min de duración
   *[other] min de duración
}
limit-block = necesario
limit-cap = fuera de ello, limita el resultado
limit-advice = orientativo

## La rúbrica

rubric-model-details = Cada detalle da sus puntos cuando se ve en al menos una de las partes en que se busca.
rubric-model-levels = Cada criterio está en uno de estos niveles.
rubric-model-met = Cada una de estas afirmaciones se cumple, o todavía no.
rubric-points = Puntos
rubric-seen = Qué se busca
rubric-level = Nivel
rubric-sought-in = Se busca en:
rubric-conditions = Exigencias sobre el conjunto
rubric-condition-assessor = Esto lo mira quien evalúa.
rubric-condition-tool = Esto lo mide la herramienta.
rubric-pass = Con qué se obtiene
rubric-bands = Qué significan los totales
rubric-total = Total
rubric-result = Respuesta
rubric-meaning = Lo que lee entonces
rubric-result-shown = Demostrado
rubric-result-not-yet = Todavía no
pass-all-of = Todo esto:
pass-any-of = Algo de esto:
pass-not = No esto:
pass-total = Al menos { $points } de { $max } puntos en total
pass-criterion = Al menos { $points } puntos en «{ $name }»
pass-every = Al menos { $points } puntos en cada criterio
pass-components = Puntos en al menos { $number } componentes
pass-part = Se demuestra todo lo que se busca en «{ $name }»
pass-condition = { $name }
pass-level = «{ $name }» está en el nivel «{ $level }»
