// Sends the form that carries a choice back to the LMS. Without this script its button does the same.
const form = document.getElementById("return");
if (form instanceof HTMLFormElement) {
  form.requestSubmit();
}
