import { frontendConfigSpecFields } from '../../manifest/frontend-config.js';
import type { FrontendConfig } from '../frontend-config.js';
import { record } from '../schema/record.js';
import { flag, oneOf, text } from '../schema/scalar.js';
import type { Schema } from '../schema/schema.js';
import { metadataSchema } from './metadata.js';

type Redirect = NonNullable<FrontendConfig['spec']['redirectToHttps']>;

const redirectToHttps: Schema<Redirect> = record<Redirect>(
  () => ({ enabled: false, responseCodeName: 'MOVED_PERMANENTLY_DEFAULT' }),
  { enabled: flag, responseCodeName: text },
);

const spec: Schema<FrontendConfig['spec']> = record<FrontendConfig['spec']>(
  () => ({}),
  { redirectToHttps },
  Object.keys(frontendConfigSpecFields),
);

/** How a FrontendConfig is read. */
export const frontendConfigSchema: Schema<FrontendConfig> = record<FrontendConfig>(
  () => ({
    apiVersion: 'networking.gke.io/v1beta1',
    kind: 'FrontendConfig',
    metadata: metadataSchema.zero,
    spec: spec.zero,
  }),
  {
    apiVersion: oneOf('networking.gke.io/v1beta1'),
    kind: oneOf('FrontendConfig'),
    metadata: metadataSchema,
    spec,
  },
  ['status'],
);
