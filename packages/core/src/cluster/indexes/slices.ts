import type { EndpointSlice } from '../../object/endpoint-slice.js';
import type { ObjectKey } from '../../object/object.js';
import { objectOrder } from '../order.js';
import type { IndexDefinition } from './multi-index.js';

/** EndpointSlices by the Service that they belong to. @see kubernetes/api discovery/v1/well_known_labels.go */
export const slicesByService: IndexDefinition<ObjectKey, EndpointSlice> = {
  keysOf: ({ metadata }) => {
    const service = metadata.labels['kubernetes.io/service-name'];
    return service === undefined ? [] : [`${metadata.namespace}/${service}`];
  },
  order: objectOrder,
};
