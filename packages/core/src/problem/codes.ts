/**
 * Every problem code with its meaning; the catalogue page of the documentation is made from this table.
 *
 * The `field-*` codes are the field errors of the API server.
 * @see kubernetes/apimachinery pkg/util/validation/field/errors.go
 * @public
 */
export const problemCodes = {
  'field-required': 'A field that Kubernetes requires is missing.',
  'field-invalid': 'A field has a value that Kubernetes refuses.',
  'field-not-supported': 'A field has a value outside the list that Kubernetes knows.',
  'field-duplicate': 'A value that must be unique occurs twice.',
  'field-not-found': 'A field names something that does not exist.',
  'field-forbidden': 'A field may not be set together with the others.',
  'field-too-long': 'A text is longer than Kubernetes allows.',
  'field-too-many': 'A list has more items than Kubernetes allows.',
  'field-type-invalid': 'A field has a value of the wrong JSON type.',
  'field-unknown': 'Kubernetes does not know this field; kubectl refuses it, the model ignores it.',
  'text-too-long': 'The text is longer than the limit up to which it is read.',
  'yaml-invalid': 'A document is no YAML.',
  'yaml-indentation': 'A line of YAML is indented to no level of the lines above it.',
  'yaml-tab': 'A tab indents a line of YAML.',
  'yaml-key-twice': 'An object in YAML or JSON has a key twice.',
  'yaml-template': 'A document is a template that was not rendered.',
  'yaml-separator': 'Something other than a comment stands behind `---`.',
  'yaml-ignored': 'Something stands behind the end of a document, where kubectl does not read it.',
  'yaml-aliases': 'The aliases of a document stand for too much.',
  'misplaced-field':
    'A field stands in the wrong part of the object, mostly for its indentation, and is ignored there.',
  'manifest-not-object': 'What was given is no Kubernetes object.',
  'kind-not-served': 'Kubernetes has no such kind in this API version.',
  'annotation-not-modelled': 'The model does not follow this annotation.',
  'corefile-invalid': 'CoreDNS would not take a line of its Corefile.',
  'corefile-not-modelled': 'The model does not follow a plugin or an option of a Corefile.',
  'kind-not-modelled': 'The model does not look at objects of this kind.',
  'api-version-old': 'Kubernetes no longer serves this API version; the object is read in the current one.',
  'object-twice': 'The same object was given twice; the later one counts.',
  'object-missing': 'An object is to be deleted that is not there.',
  'namespace-missing': 'Objects are in a namespace that is not among the namespaces given.',
  'node-missing': 'Pods are placed on a node that is not among the objects.',
  'endpoints-without-pods': 'EndpointSlices of a Service were given, its pods were not.',
  'pod-unschedulable': 'A pod fits no node and stays Pending.',
  'pod-without-address': 'A pod gets no address on its node and does not start.',
  'pods-capped': 'More pods are asked for than the model makes of one owner.',
  'load-balancer-pending': 'A Service of type LoadBalancer gets no load balancer.',
  'load-balancer-setting-ignored':
    'A load balancer takes no notice of something that its Service says: an annotation for others, or source ranges.',
  'load-balancer-over-limit':
    'A load balancer asks for more of something than its provider lets it have, or than there is.',
  'provider-not-followed':
    'The providerID of a node names another provider than the platform, or one that is not modelled.',
  'ingress-load-balancer-refused':
    'Ingresses get no load balancer: something in them, or in their group, cannot be.',
  'class-parameters-missing': 'An IngressClass names parameters that are not among the objects.',
  'class-parameters-not-modelled': 'The model does not follow a field of the parameters of an IngressClass.',
  'cron-job-not-running': 'A CronJob has no pods at the moment that the model takes.',
  'stream-service-invalid':
    'An entry of the ConfigMap of TCP or UDP services of an ingress controller is not taken.',
  'cluster-not-settled': 'The control plane did not come to rest.',
} as const;

/** A stable problem code. @public */
export type ProblemCode = keyof typeof problemCodes;
