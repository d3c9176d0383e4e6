front-title = Las microcredenciales están en su curso
front-lead = Abra una microcredencial desde el curso en el que su escuela la ofrece. Su LMS se encarga de identificarle.
front-how = Si llegó aquí desde un marcador, vuelva a su curso y abra el enlace allí.
front-administrators = ¿Administra un LMS y desea conectarlo? Pida una invitación a quienes administran esta herramienta.
