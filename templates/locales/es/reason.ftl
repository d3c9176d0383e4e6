## Para cada código: la comprobación en la que terminó el acceso, y qué cambia quien administra el LMS, y dónde

reason-accepted-check = Se superaron todas las comprobaciones
reason-accepted-remedy = Nada. La persona pudo entrar.

# La solicitud de inicio de sesión

reason-login-parameter-missing-check = A la solicitud de inicio de sesión del LMS le faltó un dato obligatorio
reason-login-parameter-missing-remedy = El LMS debe enviar iss, login_hint y target_link_uri a la dirección de inicio de sesión. En la configuración de esta herramienta en el LMS, compruebe que la dirección de inicio de sesión (OIDC initiation URL) sea /lti/login de esta herramienta y que el enlace sea de LTI 1.3, no un simple enlace web.
reason-login-parameter-duplicate-check = El LMS envió el mismo dato dos veces en su solicitud de inicio de sesión
reason-login-parameter-duplicate-remedy = En la configuración de esta herramienta en el LMS, quite parámetros como iss, client_id o login_hint de la dirección de inicio de sesión y de los parámetros personalizados. El LMS los agrega por su cuenta.
reason-platform-unknown-check = No existe ninguna conexión para este LMS
reason-platform-unknown-remedy = Compare el emisor (issuer) y el client ID que aparecen en “Lo que llegó” con la página Conexiones con LMS de aquí. Si el LMS es nuevo, cree allí una invitación y regístrelo. Si ya se conoce, copie en la conexión el client ID de la configuración de esta herramienta en el LMS.
reason-platform-ambiguous-check = Varias conexiones corresponden a este LMS
reason-platform-ambiguous-remedy = El LMS no envió client ID y más de una conexión tiene su emisor (issuer). En la configuración de esta herramienta en el LMS, use la dirección de inicio de sesión que pertenece a una sola conexión (/lti/login/ seguido de su id), o haga que el LMS envíe client_id.
reason-platform-pending-check = La conexión con este LMS espera aprobación
reason-platform-pending-remedy = Abra aquí la página Conexiones con LMS y presione Aprobar junto a este LMS.
reason-platform-disabled-check = La conexión con este LMS está desactivada
reason-platform-disabled-remedy = Si se debe poder entrar desde allí, abra aquí la página Conexiones con LMS y presione Volver a activar.
reason-registration-mismatch-check = La dirección de inicio de sesión pertenece a otra conexión
reason-registration-mismatch-remedy = El id al final de la dirección de inicio de sesión y el emisor (issuer) o el client ID que llegaron pertenecen a conexiones distintas. En la configuración de esta herramienta en el LMS, reemplace la dirección de inicio de sesión por la que se muestra para la conexión propia de este LMS.

# La respuesta del LMS

reason-form-unreadable-check = Lo que envió el LMS no se pudo leer como formulario
reason-form-unreadable-remedy = El LMS debe enviar por POST un formulario (application/x-www-form-urlencoded) con id_token y state a /lti/launch. Compruebe en su configuración que esa dirección sea la redirect URI y que ningún proxy intermedio cambie la solicitud.
reason-token-missing-check = La respuesta del LMS no traía id_token
reason-token-missing-remedy = La dirección de acceso no se debe abrir directamente. En el LMS, haga que el enlace sea un enlace LTI 1.3 de esta herramienta, para que comience en la dirección de inicio de sesión (/lti/login).
reason-token-too-large-check = El id_token es más grande de lo que aceptamos
reason-token-too-large-remedy = En la configuración de esta herramienta en el LMS, quite los parámetros personalizados que crecen con el curso o con la persona, como las listas de todos los grupos o de todas las secciones.
reason-not-lti-message-check = Lo que llegó no es un mensaje LTI
reason-not-lti-message-remedy = El id_token debe ser un JWT firmado con claims de LTI 1.3. En el LMS, compruebe que la herramienta se haya configurado como LTI 1.3, no como LTI 1.1 ni como un simple inicio de sesión de OpenID Connect.
reason-duplicate-member-check = El id_token dice lo mismo dos veces
reason-duplicate-member-remedy = Un elemento aparece dos veces en el token, y por eso no se sabe cuál vale. En la configuración de esta herramienta en el LMS, quite los parámetros personalizados que tengan el mismo nombre; si no los hay, infórmelo al fabricante del LMS.

# ¿Es el navegador, y el inicio de sesión al que responde?

reason-state-missing-check = La respuesta del LMS no traía state
reason-state-missing-remedy = El LMS debe devolver sin cambios el state que recibió. Compruebe que ningún proxy quite campos del formulario; de lo contrario, infórmelo al fabricante del LMS.
reason-state-unknown-check = La respuesta no pertenece a ningún inicio de sesión que hayamos comenzado
reason-state-unknown-remedy = Abra de nuevo el enlace desde el curso. Si ocurre cada vez, compruebe que el enlace del LMS comience en la dirección de inicio de sesión de este mismo servidor y no en la de un sistema de prueba.
reason-state-expired-check = El inicio de sesión tardó más de lo que esperamos
reason-state-expired-remedy = Abra de nuevo el enlace desde el curso. Si ocurre a menudo, el LMS tarda en responder entre el inicio de sesión y el acceso, o muestra en medio una página para iniciar sesión: haga que las personas inicien sesión en el LMS primero.
reason-state-replayed-check = La misma respuesta llegó por segunda vez
reason-state-replayed-remedy = Por lo general, alguien regresó o volvió a cargar la página: abra de nuevo el enlace desde el curso. Si ocurre en cada acceso, busque un proxy o un analizador de enlaces que envíe las solicitudes dos veces.
reason-browser-mismatch-check = La respuesta llegó de otro navegador que el inicio de sesión
reason-browser-mismatch-remedy = Abra de nuevo el enlace desde el curso, en un solo navegador y una sola pestaña. Si les ocurre a todos, haga que el LMS abra esta herramienta en una ventana nueva, o permita las cookies del servidor de esta herramienta en los navegadores que usted administra.
reason-platform-mismatch-check = La respuesta llegó de otro LMS que el inicio de sesión
reason-platform-mismatch-remedy = El emisor (issuer) y el client ID del inicio de sesión y del acceso deben pertenecer a una misma conexión. En la configuración de esta herramienta en el LMS, compare el client ID con la página Conexiones con LMS de aquí, y quite los restos de una instalación anterior.
reason-ticket-invalid-check = El último paso del acceso llegó demasiado tarde o dos veces
reason-ticket-invalid-remedy = Abra de nuevo el enlace desde el curso. Si ocurre a menudo, la página se detiene entre dos pasos: busque un filtro de contenido que demore los scripts del servidor de esta herramienta.
reason-storage-mismatch-check = El almacenamiento del LMS no devolvió lo que se dejó en él
reason-storage-mismatch-remedy = Abra de nuevo el enlace desde el curso. Si les ocurre a todos, permita las cookies del servidor de esta herramienta en los navegadores que usted administra, o haga que el LMS abra esta herramienta en una ventana nueva.
reason-login-required-check = El LMS indica que nadie ha iniciado sesión en él
reason-login-required-remedy = Inicie sesión en el LMS y abra de nuevo el enlace. Si las personas ya iniciaron sesión, su navegador oculta la cookie del LMS dentro del marco: haga que el LMS abra esta herramienta en una ventana nueva.
reason-launch-no-longer-valid-check = El acceso se retiró mientras estaba en curso
reason-launch-no-longer-valid-remedy = La conexión, el lugar en el LMS o el acceso de la persona cambió entre dos pasos. Revise aquí la página Conexiones con LMS y luego abra de nuevo el enlace desde el curso.
reason-platform-error-check = El LMS respondió con un error propio
reason-platform-error-remedy = “Lo que llegó” muestra el error del LMS. En la mayoría de los casos, la redirect URI o el client ID de la configuración de esta herramienta en el LMS no coincide con lo que enviamos: la redirect URI debe ser /lti/launch de esta herramienta, letra por letra.

# ¿Firmó el LMS el token?

reason-algorithm-refused-check = El id_token está firmado de una manera que no aceptamos
reason-algorithm-refused-remedy = Configure el LMS para que firme con RS256 para esta herramienta. Los tokens sin firma y los firmados con un secreto compartido nunca se aceptan.
reason-critical-header-refused-check = El id_token exige una extensión que no conocemos
reason-critical-header-refused-remedy = El encabezado del token trae un elemento crit. Desactive la extensión que nombra, allí donde el LMS está configurado para firmar tokens.
reason-kid-missing-check = El id_token no dice con qué clave se firmó
reason-kid-missing-remedy = El LMS debe nombrar su clave de firma (kid) en el encabezado del token. Si sus claves se ingresaron a mano, reemplácelas por claves que tengan un id e inténtelo de nuevo.
reason-kid-unknown-check = La clave que firmó el id_token no está entre las claves del LMS
reason-kid-unknown-remedy = Pedimos otra vez las claves del LMS y esta no estaba. Compare la dirección del conjunto de claves (JWKS URL) de esta conexión con la que muestra el LMS; los sistemas de prueba y de producción tienen direcciones distintas.
reason-key-set-unavailable-check = No se pudieron obtener las claves del LMS
reason-key-set-unavailable-remedy = Abra desde fuera de su red la dirección del conjunto de claves (JWKS URL) de esta conexión: debe responder por https con JSON. Corrija la dirección en la conexión, o permita el paso del servidor de esta herramienta en el firewall del LMS.
reason-signature-invalid-check = La firma del id_token no coincide
reason-signature-invalid-remedy = El token cambió en el camino o se firmó con otra clave del mismo nombre. Compare la dirección del conjunto de claves (JWKS URL) de esta conexión con la que muestra el LMS. Si las claves del LMS se acaban de reemplazar, inténtelo de nuevo en diez minutos.

# ¿Es el token para nosotros, y para ahora?

reason-claim-missing-check = Al id_token le faltan claims obligatorios
reason-claim-missing-remedy = “Lo que llegó” enumera los claims que faltan. En la configuración de esta herramienta en el LMS, configúrela como LTI 1.3 y eleve su nivel de privacidad si no se envían los id de las personas.
reason-claim-malformed-check = Un claim del id_token no tiene la forma correcta
reason-claim-malformed-remedy = “Lo que llegó” nombra el claim. Si viene de un parámetro personalizado, corríjalo en la configuración de esta herramienta en el LMS; de lo contrario, infórmelo al fabricante del LMS.
reason-sub-missing-check = El id_token no dice quién es la persona
reason-sub-missing-remedy = Las microcredenciales las obtiene una persona, así que no es posible entrar de forma anónima. En la configuración de esta herramienta en el LMS, eleve el nivel de privacidad para que se envíe el id de la persona, e inicie sesión en lugar de usar un enlace público o de vista previa.
reason-issuer-mismatch-check = El emisor (issuer) del id_token no es el de la conexión
reason-issuer-mismatch-remedy = Los dos deben ser iguales letra por letra, con o sin una barra al final. Compare “Lo que llegó” con la conexión de aquí y corrija el emisor (issuer) de la conexión.
reason-audience-mismatch-check = El id_token está dirigido a otra herramienta
reason-audience-mismatch-remedy = La audiencia (aud) debe ser nuestro client ID. Compare “Lo que llegó” con el client ID de la página Conexiones con LMS; si la herramienta se instaló por segunda vez en el LMS, quite la instalación anterior o registre la nueva.
reason-audience-untrusted-check = El id_token también está dirigido a otros
reason-audience-untrusted-remedy = La audiencia (aud) nombra a otros destinatarios además de esta herramienta. En la configuración de esta herramienta en el LMS, deje como audiencia únicamente el client ID de esta herramienta.
reason-azp-mismatch-check = El id_token se emitió para otro cliente
reason-azp-mismatch-remedy = El claim azp debe ser igual a nuestro client ID. Compare “Lo que llegó” con la página Conexiones con LMS y, si hay una segunda instalación de esta herramienta en el LMS, quítela.
reason-expired-check = El id_token ya había vencido cuando llegó
reason-expired-remedy = Abra de nuevo el enlace desde el curso. Si ocurre cada vez, ajuste el reloj del servidor del LMS con un servicio de hora (NTP).
reason-not-yet-valid-check = El id_token todavía no es válido
reason-not-yet-valid-remedy = El reloj del servidor del LMS está adelantado. Ajústelo con un servicio de hora (NTP).
reason-iat-out-of-window-check = El id_token se creó hace demasiado tiempo, o en el futuro
reason-iat-out-of-window-remedy = Abra de nuevo el enlace desde el curso. Si ocurre cada vez, ajuste el reloj del servidor del LMS con un servicio de hora (NTP).
reason-nonce-missing-check = El id_token no trae nonce
reason-nonce-missing-remedy = El LMS debe poner en el token el nonce que recibió. Compruebe que la herramienta esté configurada como LTI 1.3; de lo contrario, infórmelo al fabricante del LMS.
reason-nonce-mismatch-check = El nonce del id_token pertenece a otro inicio de sesión
reason-nonce-mismatch-remedy = Abra de nuevo el enlace desde el curso, en una sola pestaña. Si ocurre cada vez, el LMS responde desde una caché: desactívela para su dirección de autorización de LTI.

# ¿Es un mensaje que entendemos?

reason-version-missing-check = El id_token no dice qué versión de LTI sigue
reason-version-missing-remedy = En el LMS, configure la herramienta como LTI 1.3. El claim de versión debe ser 1.3.0.
reason-version-unsupported-check = La versión de LTI no es 1.3.0
reason-version-unsupported-remedy = En el LMS, configure la herramienta como LTI 1.3. Un enlace creado para LTI 1.1 se debe crear de nuevo.
reason-message-type-missing-check = El id_token no dice qué tipo de acceso es
reason-message-type-missing-remedy = El LMS debe enviar un tipo de mensaje. En la configuración de esta herramienta en el LMS, elija una de las ubicaciones (placements) que esta herramienta indica en su configuración.
reason-message-type-unsupported-check = Esta herramienta no ofrece este tipo de acceso
reason-message-type-unsupported-remedy = “Lo que llegó” muestra el tipo de mensaje. En la configuración de esta herramienta en el LMS, desactive la ubicación (placement) que lo envía; se admiten enlaces a recursos, Deep Linking, revisión de entregas y privacidad de datos.
reason-deployment-missing-check = El id_token no dice en qué lugar del LMS está instalada la herramienta
reason-deployment-missing-remedy = Instale la herramienta en una cuenta o en un curso del LMS, para que tenga un deployment ID, y ábrala desde allí.
reason-deployment-mismatch-check = El inicio de sesión y el acceso nombran lugares distintos del LMS
reason-deployment-mismatch-remedy = Los deployment ID de los dos pasos son distintos. En el LMS, quite la segunda instalación de esta herramienta en la misma cuenta, o abra el enlace desde la cuenta en la que se creó.
reason-deployment-pending-check = Este lugar del LMS espera aprobación
reason-deployment-pending-remedy = Abra aquí la página Conexiones con LMS, busque el deployment ID en este LMS y presione Aprobar junto a él.
reason-deployment-disabled-check = Este lugar del LMS está desactivado
reason-deployment-disabled-remedy = Si se debe poder entrar desde allí, abra aquí la página Conexiones con LMS, busque el deployment ID en este LMS y presione Volver a activar.
reason-roles-missing-check = El id_token no trae una lista de funciones (roles)
reason-roles-missing-remedy = El LMS debe enviar el claim roles, aunque la lista esté vacía. En la configuración de esta herramienta en el LMS, permita que se compartan las funciones (roles).
reason-target-link-missing-check = El id_token no dice qué página abrir
reason-target-link-missing-remedy = En la configuración de esta herramienta en el LMS, ingrese /lti/launch de esta herramienta como target link URI (a veces llamada tool URL o launch URL).
reason-target-link-foreign-check = La página que se debe abrir no está en el servidor de esta herramienta
reason-target-link-foreign-remedy = Corrija la target link URI en la configuración de esta herramienta en el LMS y en el enlace mismo: debe comenzar con la dirección de esta herramienta. Los enlaces copiados de un sistema de prueba se deben crear de nuevo.
reason-resource-link-missing-check = El acceso no dice qué enlace se abrió
reason-resource-link-missing-remedy = El claim resource_link con su id es obligatorio. En el LMS, borre el enlace y agréguelo de nuevo con el selector de contenido de esta herramienta.
reason-settings-missing-check = La solicitud de elegir contenido no dice cómo responder
reason-settings-missing-remedy = El claim deep_linking_settings con una dirección de regreso es obligatorio. En el LMS, abra el selector desde un lugar que admita Deep Linking y revise esa ubicación (placement) en la configuración de esta herramienta.
reason-for-user-missing-check = El acceso no dice de quién es el trabajo que se debe mostrar
reason-for-user-missing-remedy = Abra el trabajo desde el libro de calificaciones del LMS. Si se abrió desde allí, informe al fabricante del LMS que falta el claim for_user.
reason-line-item-missing-check = El acceso no dice a qué columna del libro de calificaciones pertenece
reason-line-item-missing-remedy = Abra el trabajo desde su columna en el libro de calificaciones del LMS y, en la configuración de esta herramienta en el LMS, permita que use los servicios de tareas y calificaciones.
reason-review-not-allowed-check = Esta persona no puede ver ese trabajo
reason-review-not-allowed-remedy = El trabajo se muestra a la persona que lo hizo y a quienes imparten el curso. Si la persona imparte el curso, asígnele la función de instructor(a) en ese curso del LMS.
reason-privacy-not-allowed-check = Esta persona no puede pedir los datos de otra
reason-privacy-not-allowed-remedy = Los datos se muestran a la persona a quien pertenecen y a la administración. Si la persona debe pedirlos en nombre de otras, asígnele la función de administrador(a) en el LMS.
