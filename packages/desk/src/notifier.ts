import type { Notifier } from './store/ports.ts'

/** Notifications of this browser, shown only while the desk is out of sight. */
export const browserNotifier: Notifier = {
  async allow() {
    if (!('Notification' in window)) return false
    return (await Notification.requestPermission()) === 'granted'
  },
  show(title, text) {
    if (document.visibilityState === 'visible' && document.hasFocus()) return
    if (!('Notification' in window) || Notification.permission !== 'granted') return
    const notification = new Notification(title, { body: text, tag: 'baton-offer' })
    notification.addEventListener('click', () => {
      window.focus()
      notification.close()
    })
  },
}
