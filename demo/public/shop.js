// Calls made before the widget has arrived wait in a queue.
window.Baton ??= function () {
  window.Baton.q ??= []
  // biome-ignore lint/complexity/noArguments: the queue holds calls as they were made
  window.Baton.q.push(arguments)
}

const customer = document.documentElement.dataset.customer
const KEY = 'harbour-customer'

// Whoever was signed in on the page before must not be read by who comes next.
const before = localStorage.getItem(KEY)
if (before && before !== customer) window.Baton('shutdown')
localStorage.setItem(KEY, customer)

if (customer) {
  window.Baton('identify', async () => {
    const answer = await fetch('/baton-token')
    if (!answer.ok) throw new Error(`No token: ${answer.status}`)
    return answer.text()
  })
}

const demo = document.querySelector('.demo')

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-ask]')) window.Baton('open')
  if (!demo.contains(event.target)) demo.open = false
})

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !demo.open) return
  demo.open = false
  demo.querySelector('summary').focus()
})
