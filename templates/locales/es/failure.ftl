## Páginas que explican un tropiezo: un título, qué ocurrió, qué se conservó y qué hacer ahora

failure-relaunch-title = Vuelva a abrir esta página desde su curso
failure-relaunch-happened = No se pudo completar la entrada desde su curso. Quizás tomó demasiado tiempo o la página se cargó por segunda vez.
failure-relaunch-kept = Todo lo que hizo antes está a salvo. Ahora no se cambió nada.
failure-relaunch-next = Regrese a su curso y abra la página allí una vez más. Así se comienza de nuevo, y suele funcionar enseguida.

failure-lms-setup-title = Su plataforma de aprendizaje necesita un pequeño cambio
failure-lms-setup-happened = Su plataforma de aprendizaje y esta herramienta no coinciden en un ajuste, y por eso no pudimos darle entrada de forma segura. Usted no hizo nada mal.
failure-lms-setup-kept = Todo lo que hizo antes está a salvo. Ahora no se cambió nada.
failure-lms-setup-next = Envíe la referencia que aparece abajo a quien administra su plataforma de aprendizaje. Con ella podrá ver qué ajuste cambiar.

failure-awaiting-approval-title = Esta conexión espera aprobación
failure-awaiting-approval-happened = Su plataforma de aprendizaje ya está configurada, y solo falta que la apruebe quien administra esta herramienta.
failure-awaiting-approval-kept = Todo lo que hay en su curso queda como está.
failure-awaiting-approval-next = Inténtelo de nuevo hoy más tarde. Si usted administra la plataforma de aprendizaje, pida a quien administra esta herramienta que apruebe la conexión.

failure-disconnected-title = Esta conexión está desactivada
failure-disconnected-happened = La administración de su organización desactivó la conexión entre esta herramienta y su plataforma de aprendizaje.
failure-disconnected-kept = Todo lo que hizo antes está a salvo, y las insignias obtenidas siguen siendo válidas.
failure-disconnected-next = Consulte con la administración de su organización y dé la referencia que aparece abajo.

failure-no-access-title = Esta página es para otra persona
failure-no-access-happened = Su sesión está iniciada, y esta página corresponde a otra función o a otro curso.
failure-no-access-kept = Su sesión sigue iniciada y no se cambió nada.
failure-no-access-next = Regrese a su curso y abra la página desde allí. Si cree que debería verla, pregunte a quien imparte el curso qué función tiene usted en él.

failure-not-supported-title = Esta herramienta no ofrece esa función
failure-not-supported-happened = Su plataforma de aprendizaje pidió algo que esta herramienta no ofrece.
failure-not-supported-kept = No se cambió nada, ni aquí ni en su curso.
failure-not-supported-next = Regrese a su curso. Si estaba agregando algo, elija otro lugar para ello y envíe la referencia que aparece abajo a quien administra su plataforma de aprendizaje.

failure-session-expired-title = Qué gusto verle de nuevo: vuelva a abrir esta página
failure-session-expired-happened = Pasó un tiempo sin actividad, o su navegador ya no recuerda esta visita, y la cerramos para proteger la privacidad de su trabajo.
failure-session-expired-kept = Todo lo que se guardó sigue allí.
failure-session-expired-next = Abra de nuevo esta página desde su curso. Volverá al lugar donde estaba.

failure-sign-in-at-lms-title = Primero inicie sesión en su plataforma de aprendizaje
failure-sign-in-at-lms-happened = Su plataforma de aprendizaje no nos dijo quién es usted. Quizás su sesión se cerró allí, o su navegador impide que la plataforma le reconozca dentro de esta página.
failure-sign-in-at-lms-kept = Todo lo que hizo antes está a salvo. Ahora no se cambió nada.
failure-sign-in-at-lms-next = Inicie sesión en su plataforma de aprendizaje, vaya a su curso y abra esta página de nuevo. Si su sesión ya está iniciada, ayuda abrirla en una pestaña nueva.

failure-not-found-title = Aquí no hay ninguna página
failure-not-found-happened = La dirección no lleva a ningún lugar, o no es una página que usted pueda abrir. Quizás se copió solo una parte.
failure-not-found-kept = No se cambió nada.
failure-not-found-next = Regrese a su curso y abra la página desde allí.

failure-no-badge-title = Aquí no hay ninguna insignia
failure-no-badge-happened = En esta dirección no se conoce nada: ni insignia, ni emisor, ni nada que se pueda obtener. Tal vez se copió solo en parte.
failure-no-badge-kept = No se cambió nada.
failure-no-badge-next = Pida la dirección otra vez a quien se la dio, o verifique el archivo o la imagen de la insignia en la página correspondiente.

failure-badge-gone-title = Esta insignia no está vigente por ahora
failure-badge-gone-happened = El reconocimiento se retiró, o hay una cuestión abierta sobre él; por eso no hay imagen para llevar.
failure-badge-gone-kept = La página de la insignia sigue ahí y dice cómo está la situación.
failure-badge-gone-next = Abra la página de la insignia. Las preguntas son para su emisor, cuya dirección está allí.

failure-method-not-allowed-title = Esta dirección se usa de otra manera
failure-method-not-allowed-happened = La página se pidió de una manera a la que no responde, por ejemplo, al escribir la dirección de un formulario.
failure-method-not-allowed-kept = No se cambió nada.
failure-method-not-allowed-next = Regrese a su curso y abra la página desde allí.

failure-too-large-title = Fue demasiado de una sola vez
failure-too-large-happened = Se envió más de lo que podemos recibir de una vez.
failure-too-large-kept = Lo que se guardó antes sigue allí. Lo que acaba de enviar no se recibió.
failure-too-large-next = Regrese a la página anterior y envíe una parte más pequeña. Si no envió nada grande, mande la referencia que aparece abajo a quien administra su plataforma de aprendizaje.

failure-unreadable-title = No pudimos leer lo que se envió
failure-unreadable-happened = Faltaba algo en lo que envió su navegador, o la página llevaba demasiado tiempo abierta.
failure-unreadable-kept = Lo que se guardó antes sigue allí. Lo que acaba de enviar no se recibió.
failure-unreadable-next = Regrese a la página anterior, cárguela de nuevo e inténtelo una vez más.

failure-typed-title = Lo que escribió
failure-typed-text = No se pudo guardar. Cópielo desde aquí antes de continuar.
failure-moved-on-title = Esto ya avanzó
failure-moved-on-happened = Lo que pidió no corresponde al punto en que está su trabajo ahora. Tal vez ya lo hizo en otra pestaña, o se terminó el plazo.
failure-moved-on-kept = Todo lo que se guardó sigue allí.
failure-moved-on-next = Abra su trabajo de nuevo desde la página del curso. Allí verá en qué punto está y qué puede hacer ahora.

failure-too-many-title = Hagamos una breve pausa
failure-too-many-happened = Llegaron muchísimas solicitudes desde su dirección en poco tiempo. Cuando toda una escuela comparte una dirección, eso puede ocurrir sin que usted haya hecho nada.
failure-too-many-kept = Todo lo que se guardó sigue allí.
failure-too-many-next = Espere un minuto y cargue la página de nuevo.

failure-too-many-codes-title = Por un momento no se buscan códigos
failure-too-many-codes-happened = En un minuto se escribieron aquí muchos códigos que no corresponden a ninguna insignia. Para que nadie encuentre una probando, los códigos descansan un momento.
failure-too-many-codes-kept = No se cambió nada. Las direcciones, los archivos y las imágenes de insignias se pueden verificar como siempre.
failure-too-many-codes-next = Espere un minuto y escriba el código otra vez, o abra la dirección de la insignia.

failure-busy-title = Hay mucha actividad en este momento
failure-busy-happened = En este momento hay muchas personas aquí y no alcanzamos a atender su solicitud a tiempo.
failure-busy-kept = Todo lo que se guardó sigue allí. Lo que acaba de enviar no se recibió.
failure-busy-next = Espere medio minuto e inténtelo una vez más.

failure-internal-title = Algo salió mal de nuestro lado
failure-internal-happened = Un error nuestro impidió que se abriera esta página. Quedó registrado, y usted no hizo nada mal.
failure-internal-kept = Todo lo que se guardó sigue allí. Es posible que lo que acaba de enviar no se haya recibido.
failure-internal-next = Inténtelo una vez más en un minuto. Si ocurre de nuevo, envíe la referencia que aparece abajo a su equipo de soporte.

# Registrar un LMS

failure-invitation-title = Esta invitación ya no es válida
failure-invitation-happened = La invitación de esta dirección ya se usó, caducó o se copió solo en parte.
failure-invitation-kept = No se registró ni se cambió nada.
failure-invitation-next = Pida una nueva a la persona que se la envió. Una invitación vale siete días y para un solo registro.
failure-registration-title = El registro no se terminó
failure-registration-happened = Su plataforma de aprendizaje y esta herramienta no se pusieron de acuerdo en el registro. Abajo está lo que se dijo.
failure-registration-kept = La invitación sigue siendo válida y no se conectó nada.
failure-registration-next = Cambie en su plataforma de aprendizaje lo que se dice abajo y empiece de nuevo el registro con la misma dirección.
