// Sends the form that carries a message to the tool.
document.querySelector("form[data-submit]").submit();
