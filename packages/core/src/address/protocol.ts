/** A transport protocol, spelled as Kubernetes spells it. @see kubernetes/api core/v1/types.go, Protocol @public */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';
