/** Whether this page may use the microphone already, as far as the browser tells. */
export class MicrophoneLeave {
  #status: PermissionStatus | null = null

  constructor() {
    // Asked early: the answer is needed within a tap. Some browsers do not know the name.
    navigator.permissions?.query({ name: 'microphone' }).then(
      (status) => {
        this.#status = status
      },
      () => {},
    )
  }

  /** False also where the browser does not tell: what it will ask is then explained once too often. */
  get isGiven(): boolean {
    return this.#status?.state === 'granted'
  }
}
