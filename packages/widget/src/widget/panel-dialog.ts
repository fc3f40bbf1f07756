import type { Surroundings } from './surroundings.ts'

/** On touch screens the field is left alone: focus would raise the keyboard over the conversation. */
const focusInside = (dialog: HTMLDialogElement): void => {
  const composer = dialog.querySelector('baton-composer')
  if (composer && matchMedia('(pointer: fine)').matches) void composer.updateComplete.then(() => composer.focus())
  else (dialog.querySelector<HTMLElement>('.refused button') ?? dialog).focus()
}

/** Keeps the dialog as the widget says: open or not, modal on a phone, above the on-screen keyboard. */
export class PanelDialog {
  #wasOpen = false

  /** `quietly` leaves the focus where it is on the page. Returns whether it was opened or closed now. */
  sync(dialog: HTMLDialogElement, opened: boolean, { phone, free }: Surroundings, quietly: boolean): boolean {
    if (opened && phone) {
      dialog.style.setProperty('--free-top', `${free.top}px`)
      dialog.style.setProperty('--free-height', `${free.height}px`)
    }
    if (!opened || (dialog.open && dialog.matches(':modal') !== phone)) dialog.close()
    if (opened && !dialog.open) {
      if (phone) dialog.showModal()
      else if (quietly) dialog.open = true
      else dialog.show()
      if (!quietly) focusInside(dialog)
    }
    const changed = opened !== this.#wasOpen
    this.#wasOpen = opened
    return changed
  }
}
