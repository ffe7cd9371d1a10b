import { costText } from '@kubehop/core/analysis';
import type { Exposure } from '@kubehop/core/analysis';
import type { Column } from '../output/table.js';

/** The columns of exposures. */
export const exposureColumns: readonly Column<Exposure>[] = [
  { header: 'KIND', cell: ({ kind }) => kind },
  { header: 'OBJECT', cell: ({ object }) => nameOf(object) },
  { header: 'ACCESS', cell: ({ access }) => access },
  { header: 'AT', cell: ({ at }) => shortened(at) },
  { header: 'PORTS', cell: ({ ports }) => shortened(ports) },
  { header: 'THROUGH', cell: ({ through }) => shortened(through.map(nameOf)) },
  { header: 'READY', cell: ({ replicas }) => String(replicas) },
  { header: 'FAILS WITH', cell: (exposure) => shortened(companionsOf(exposure)) },
  {
    header: 'PROVISIONED',
    cell: ({ parts }) => parts.map(({ type, count }) => `${count} ${type}`).join(', ') || '-',
  },
  { header: 'COST A MONTH', cell: ({ cost }) => costText(cost) },
];

/** What fails together with an exposure, besides itself. */
function companionsOf({ object, sharesFateWith }: Exposure): readonly string[] {
  return sharesFateWith.map(nameOf).filter((name) => name !== nameOf(object));
}

function nameOf({ kind, namespace = '', name }: Exposure['object']): string {
  return `${kind.toLowerCase()}/${namespace}/${name}`;
}

const most = 3;

/** A cell holds a few; JSON has all. */
function shortened(values: readonly string[]): string {
  const more = values.length > most ? ` + ${values.length - most} more` : '';
  return values.length === 0 ? '-' : `${values.slice(0, most).join(',')}${more}`;
}
