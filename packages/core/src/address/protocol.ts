/** A transport protocol, spelled as Kubernetes spells it. @see kubernetes/api core/v1/types.go, Protocol @public */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** Whether a text names a transport protocol; Kubernetes knows upper case only. */
export function isProtocol(text: string): text is Protocol {
  return text === 'TCP' || text === 'UDP' || text === 'SCTP';
}
