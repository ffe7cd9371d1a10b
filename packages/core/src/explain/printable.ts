/** Line breaks, tabs, escape sequences of terminals: whatever does more than stand there. @see Unicode category Cc */
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u001F\u007F-\u009F]/g;

/** The text with its control characters written out: what came with a request must not steer a terminal. */
export function printable(text: string): string {
  return text.replaceAll(controls, (control) => {
    const code = control.charCodeAt(0).toString(16).padStart(2, '0');
    return `\\x${code}`;
  });
}
