/** Thrown when the command is used wrongly or its input cannot be read; each message says what to do instead. */
export class WrongUse extends Error {
  readonly messages: readonly string[];

  constructor(...messages: readonly string[]) {
    super(messages.join('\n'));
    this.name = 'WrongUse';
    this.messages = messages;
  }
}
