const highestPort = 65535;

/** Whether a number is one that a port can have. @see kubernetes/apimachinery pkg/util/validation/validation.go, IsValidPortNum */
export function isPortNumber(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= highestPort;
}

/** Reads a port number as written in a URL or an address; undefined when the text is none. */
export function parsePort(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return isPortNumber(port) ? port : undefined;
}

/**
 * Whether a text may name a container port: at most 15 of `a-z0-9-`, a letter among them, no hyphen at an end or
 * beside another.
 *
 * @see RFC 6335 section 5.1; kubernetes/apimachinery pkg/util/validation/validation.go, IsValidPortName
 */
export function isPortName(text: string): boolean {
  return text.length <= 15 && /^(?=[-0-9]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);
}
