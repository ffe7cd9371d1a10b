import { backendConfigSpecFields } from '../../manifest/backend-config.js';
import type { BackendConfig, BackendHealthCheck } from '../backend-config.js';
import { inside, record } from '../schema/record.js';
import { flag, int64, oneOf, text } from '../schema/scalar.js';
import { mapped, type Schema } from '../schema/schema.js';
import { metadataSchema } from './metadata.js';

const healthCheck: Schema<BackendHealthCheck> = record<BackendHealthCheck>(() => ({}), {
  checkIntervalSec: int64,
  timeoutSec: int64,
  healthyThreshold: int64,
  unhealthyThreshold: int64,
  type: oneOf('HTTP', 'HTTPS', 'HTTP2'),
  port: int64,
  requestPath: text,
});

/** A field of which only counts that it is there. */
const there: Schema<true> = { zero: true, read: () => true };
const notFollowed = [
  'timeoutSec',
  'cdn',
  'securityPolicy',
  'sessionAffinity',
  'customRequestHeaders',
  'customResponseHeaders',
] as const;

/** The specification as it is written. */
interface SpecDraft extends Readonly<Partial<Record<(typeof notFollowed)[number], true>>> {
  readonly healthCheck?: BackendHealthCheck;
  readonly connectionDraining?: number;
  readonly iap?: boolean;
}

const spec: Schema<BackendConfig['spec']> = mapped(
  record<SpecDraft>(
    () => ({}),
    {
      healthCheck,
      connectionDraining: inside('drainingTimeoutSec', int64),
      iap: inside('enabled', flag, ['oauthclientCredentials']),
      timeoutSec: there,
      cdn: there,
      securityPolicy: there,
      sessionAffinity: there,
      customRequestHeaders: there,
      customResponseHeaders: there,
    },
    Object.keys(backendConfigSpecFields),
  ),
  (draft): BackendConfig['spec'] => ({
    ...(draft.healthCheck === undefined ? {} : { healthCheck: draft.healthCheck }),
    ...(draft.connectionDraining === undefined ? {} : { drainingTimeoutSec: draft.connectionDraining }),
    asksWho: draft.iap ?? false,
    notFollowed: notFollowed.filter((name) => draft[name] === true),
  }),
);

/** How a BackendConfig is read. */
export const backendConfigSchema: Schema<BackendConfig> = record<BackendConfig>(
  () => ({
    apiVersion: 'cloud.google.com/v1',
    kind: 'BackendConfig',
    metadata: metadataSchema.zero,
    spec: spec.zero,
  }),
  {
    apiVersion: oneOf('cloud.google.com/v1'),
    kind: oneOf('BackendConfig'),
    metadata: metadataSchema,
    spec,
  },
  ['status'],
);
