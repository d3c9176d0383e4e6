## Guía de estilo

styleguide-title = Guía de estilo
styleguide-lead = Todos los componentes de esta herramienta en todos sus estados. Las personas y los lugares de muestra son inventados.
styleguide-colors = Colores
styleguide-type = Tipografía
styleguide-type-text = Una participante planea tres preguntas, las prueba con una clase y anota lo que resultó de ellas. Las líneas son lo bastante cortas para leerlas al final de un día largo.
styleguide-buttons = Botones
styleguide-plain = En reposo
styleguide-hover = Bajo el puntero
styleguide-active = Presionado
styleguide-focus = Con el foco
styleguide-disabled = No disponible
styleguide-notices = Avisos y distintivos
styleguide-cards = Tarjetas y listas
styleguide-fields = Campos
styleguide-field-label = Nombre de la escuela
styleguide-field-hint = Tal como aparece en su plataforma de aprendizaje.
styleguide-field-value = Escuela Primaria Lakeside
styleguide-field-error = Escriba un nombre.
styleguide-tables = Tablas
styleguide-icons = Iconos
styleguide-waiting = En espera
styleguide-work = Trabajo
