import type { LifecycleHandler } from '../pod.js';
import { record } from '../schema/record.js';
import { int64 } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import { execSchema, httpGetSchema, tcpSocketSchema } from './probe.js';

/** The hooks of a container. */
export interface Lifecycle {
  readonly postStart?: LifecycleHandler;
  readonly preStop?: LifecycleHandler;
}

const handler: Schema<LifecycleHandler> = record<LifecycleHandler>(() => ({}), {
  exec: execSchema,
  httpGet: httpGetSchema,
  tcpSocket: tcpSocketSchema,
  sleep: record<NonNullable<LifecycleHandler['sleep']>>(() => ({ seconds: 0 }), { seconds: int64 }),
});

/** How the hooks of a container are read. @see kubernetes/api core/v1/types.go, Lifecycle */
export const lifecycleSchema: Schema<Lifecycle> = record<Lifecycle>(
  () => ({}),
  { postStart: handler, preStop: handler },
  ['stopSignal'],
);
