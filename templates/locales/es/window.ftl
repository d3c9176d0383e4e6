## More time, for those who run a programme.

windows-title = Más tiempo
windows-lead = Quién tiene plazo de entrega hasta cuándo, primero el que termina antes. No se muestra nada de lo que se escribió.
windows-search = Parte de un nombre o de un título
windows-found = { $count ->
    [one] Un borrador
   *[other] { $count } borradores
}
windows-end = Último día
windows-left = { $count ->
    [0] El último día
    [one] Queda un día
   *[other] Quedan { $count } días
}
windows-more = Hay más. Busque un nombre para encontrar otros.
windows-action = Qué puede hacer
windows-give = Dar más tiempo
windows-give-to = Más tiempo para { $name }
windows-given = { $name } tiene más tiempo y recibe aviso
windows-none-title = No se encontró ningún borrador abierto
windows-none-text = Aquí aparecen los borradores en los que se guardó algo, hasta que se entregan. Pruebe con otra parte de un nombre.
windows-over = Un intento cuyo plazo terminó no se abre de nuevo. No se pierde nada: se empieza otro con una copia.
windows-back = Todos los borradores
windows-until = Último día para entregar
windows-until-hint = Un día posterior al fin actual, dentro de dos años como máximo. Termina con ese día en la zona horaria de su organización.
windows-until-odd = Elija un día posterior al fin actual, dentro de dos años como máximo.
windows-reason = Por qué
windows-reason-hint = Queda en el registro de auditoría. No mencione enfermedades ni asuntos familiares; basta con «adaptación».
windows-reason-odd = Diga por qué en pocas palabras.
windows-told-title = Se avisa a la persona
windows-told-text = Verá el nuevo día la próxima vez que entre. El motivo no se muestra ni a ella ni a quienes evalúan.
