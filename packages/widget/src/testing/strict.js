window.violations = []
document.addEventListener('securitypolicyviolation', (event) => {
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`)
})
window.Baton = function queue() {
  queue.q = queue.q || []
  // biome-ignore lint/complexity/noArguments: the snippet sites paste is written this way.
  queue.q.push(arguments)
}
window.Baton('on', 'open', () => {
  window.opened = true
})
window.Baton('open')
