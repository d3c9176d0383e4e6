## Conectar un LMS

registration-title = Conectar { $platform }
registration-lead = Esto conecta su LMS con { $name }. Revise los datos y luego conéctelo.
registration-known-title = Este LMS ya está conectado
registration-known-text = Si continúa, se actualiza la conexión. Los cursos, las personas y su trabajo quedan como están.
registration-platform = Su LMS
registration-name = Nombre
registration-product = Producto
registration-host = Dirección
registration-key-host = Dirección de sus claves
registration-issuer = Emisor (issuer)
registration-host-hint = Continúe solo si esta es la dirección de su propio LMS.
registration-scopes = Lo que esta herramienta podrá hacer allí
registration-connect = Conectar
registration-update = Actualizar la conexión
registration-leave = Para dejarlo así, cierre esta ventana. Todavía no se ha configurado nada.

scope-offered = Disponible
scope-not-offered = No disponible
scope-lineitem = Agregar columnas al libro de calificaciones
scope-lineitem-without = Sin este permiso, las columnas se crean a mano en el LMS.
scope-lineitem-readonly = Ver las columnas del libro de calificaciones
scope-lineitem-readonly-without = Sin este permiso, no podemos comprobar si una columna sigue allí.
scope-result-readonly = Ver los resultados que llegaron
scope-result-readonly-without = Sin este permiso, no podemos mostrar si un resultado llegó.
scope-score = Enviar resultados al libro de calificaciones
scope-score-without = Sin este permiso, ningún resultado llega al libro de calificaciones.
scope-contextmembership-readonly = Ver quiénes participan en un curso
scope-contextmembership-readonly-without = Sin este permiso, solo conocemos a quienes ya abrieron esta herramienta.
scopes-missing-title = El LMS dejó algo fuera
scopes-missing-text = Puede activarlo en cualquier momento en la configuración de esta herramienta en el LMS.

registered-title = { $platform } está registrado
registered-pending-title = Falta un paso: la aprobación
registered-pending-text = La persona que administra esta herramienta ya puede ver la nueva conexión. Cuando la apruebe, se podrá entrar desde su LMS.
registered-active-title = Listo para usar
registered-active-text = Es posible que su LMS le pida activar la herramienta. Después, cada instructor(a) puede agregarla a sus cursos.
close-window = Cerrar esta ventana
close-window-hint = Si sigue abierta, puede cerrarla usted. Todo está guardado.

## Todas las conexiones de una organización

connections-title = Conexiones con LMS
connections-lead = Las plataformas de aprendizaje desde las que se entra a esta herramienta.
connections-home = Microcredenciales
connections-waiting = { $count ->
    [one] Una conexión espera su aprobación
   *[other] { $count } conexiones esperan su aprobación
}
connections-settled = Sus conexiones
connections-empty-title = Todavía no hay ningún LMS conectado
connections-empty-text = Cree una invitación más abajo y désela a quien administra su LMS. Le tomará unos minutos, y la nueva conexión aparecerá aquí para que usted la apruebe.
connections-last-launch = Última visita
connections-no-launch = Ninguna hasta ahora
connections-hosts = Sus servidores
connections-hosts-hint = Apruébela solo si estos servidores son los de ese LMS. Varias escuelas pueden compartir un mismo emisor.
connections-deployments = Instalada en
connections-no-deployments = En ningún lugar hasta ahora. Cada lugar del LMS aparece aquí con la primera visita que llega desde él.
connections-first-seen = Primera visita
connections-inspector = Cuando alguien no puede entrar
connections-inspector-text = Cada visita desde un LMS queda registrada con la comprobación en la que terminó y lo que hay que cambiar.
connections-inspector-link = Ver los accesos recientes

status-pending = En espera de aprobación
status-active = Conectado
status-disabled = Desactivado
approve = Aprobar
switch-on = Volver a activar
switch-off-open = Desactivar…
switch-off-text = Nadie podrá entrar desde allí hasta que se vuelva a activar. El trabajo, los resultados y las insignias quedan como están.
switch-off = Desactivar

invite-title = Conectar otro LMS
invite-text = Una invitación es una dirección que conecta un LMS, una sola vez. Quien lo administra la pega donde el LMS registra herramientas nuevas.
invite-button = Crear una invitación
invite-new-title = Su invitación está lista
invite-new-text = Dé esta dirección a quien administra el LMS:
invite-new-once = Funciona una sola vez y no se vuelve a mostrar. Si se pierde, cree otra.

## Accesos recientes

inspector-title = Accesos recientes
inspector-lead = Cada línea es una visita desde un LMS y la comprobación en la que terminó.
inspector-show-stopped = Mostrar solo las que se detuvieron
inspector-show-all = Mostrar todas
inspector-empty-title = Todavía no hay accesos
inspector-empty-text = En cuanto alguien abra esta herramienta desde un LMS, aparecerá aquí.
inspector-empty-stopped-title = No se detuvo ninguna visita
inspector-empty-stopped-text = Todas las visitas recientes pudieron entrar.
inspector-accepted = Entró
inspector-stopped = Se detuvo
inspector-remedy = Qué cambiar
inspector-arrived = Lo que llegó
inspector-arrived-nothing = Nada que se pudiera leer.
