/** What the runtime or the Worker writes when something was thrown that nobody meant to throw. */
const EXCEPTION =
  /uncaught|exception|"error":"(?:Type|Range|Reference|Syntax|Eval|URI)?Error"|\b(?:Type|Range|Reference|Syntax)Error\b/i
/** A remark of the runtime's about its own alarms. */
const REMARK = /NOSENTRY SQLite alarm overdue/

/** Every line a gateway has printed. */
export class GatewayLog {
  readonly lines: string[] = []
  readonly take = (line: string): void => void this.lines.push(line)

  get exceptions(): string[] {
    return this.lines.filter((line) => EXCEPTION.test(line) && !REMARK.test(line))
  }
}
