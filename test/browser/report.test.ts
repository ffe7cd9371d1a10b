import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { beforeAll, describe, expect, test } from 'vitest';
import { reportHtml, timelineSvg } from '@kubehop/sim';
import { fullReport } from '../unit/sim/report/reports.js';
import { chromiumPath, openInChromium, type OpenPage } from './chromium.js';

const isLeftOut = chromiumPath() === undefined && process.env['KUBEHOP_CI'] === undefined;
const lack = isLeftOut ? ', skipped: there is no chromium on the PATH' : '';

const hostile = `</title><script>document.title = 'taken over'</script><img src=x onerror="document.title = 'taken over'">`;
const input = {
  title: `Report ${hostile}`,
  reports: [{ ...fullReport, name: hostile }],
  log: [{ at: 1_000, kind: 'act', act: 'apply', detail: hostile }],
} as const;

const pages: Readonly<Record<string, readonly [type: string, body: string]>> = {
  '/': ['text/html; charset=utf-8', reportHtml(input)],
  // Browsers ask for it on their own account.
  '/favicon.ico': ['image/x-icon', ''],
  '/timeline.svg': ['image/svg+xml', timelineSvg(input)],
};

/** A server of both documents, without a policy of its own: they look after themselves. */
async function serve(): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer((request, response) => {
    const page = pages[request.url ?? ''];
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': page?.[0] ?? 'text/plain' });
    response.end(page?.[1]);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.close();
    },
  };
}

describe.skipIf(isLeftOut).each(['', 'timeline.svg'])(`a report in a browser: /%s${lack}`, (path) => {
  let url: string;
  let page: OpenPage;

  beforeAll(async () => {
    const site = await serve();
    url = `${site.url}${path}`;
    page = await openInChromium(url);
    return async () => {
      await page.close();
      site.close();
    };
  });

  test('is drawn where it belongs', async () => {
    const box = await page.evaluate(`(() => {
      const svg = document.querySelector('svg').getBoundingClientRect();
      const texts = [...document.querySelectorAll('svg text')].map((text) => text.getBoundingClientRect());
      return {
        isThere: svg.width > 400 && svg.height > 100,
        isInside: texts.every(({ left, right }) => left >= svg.left && right <= svg.right),
      };
    })()`);
    expect(box).toEqual({ isThere: true, isInside: true });
  });

  test('shows what things are called, and does not run it', async () => {
    expect(await page.evaluate(`document.documentElement.textContent`)).toContain(
      `apply ${hostile}`.slice(0, 40),
    );
    expect(await page.evaluate('document.title')).not.toBe('taken over');
    expect(await page.evaluate(`document.querySelectorAll('script, img').length`)).toBe(0);
  });

  test('asks for nothing', () => {
    const asked = page.requested.filter((each) => !each.endsWith('/favicon.ico'));
    expect(asked).toEqual([url]);
    expect(page.complaints).toEqual([]);
  });
});
