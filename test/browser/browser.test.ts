import process from 'node:process';
import { beforeAll, describe, expect, test } from 'vitest';
import { everyEntry, namesInSources } from '../package/every-entry.js';
import { shopReport } from '../package/user/shop-report.js';
import { shop } from '../unit/cli/run.js';
import { bundleForBrowser } from './bundle.js';
import { chromiumPath, openInChromium, type OpenPage } from './chromium.js';
import { serveScript } from './site.js';

const isLeftOut = chromiumPath() === undefined && process.env['KUBEHOP_CI'] === undefined;
const lack = isLeftOut ? ', skipped: there is no chromium on the PATH' : '';

const program = `${everyEntry()}
export { shopReport } from '../package/user/shop-report.js';`;

describe.skipIf(isLeftOut)(`the packages in a browser${lack}`, () => {
  let url: string;
  let page: OpenPage;

  beforeAll(async () => {
    const site = await serveScript(await bundleForBrowser(program, 'user'));
    url = site.url;
    page = await openInChromium(url);
    return async () => {
      await page.close();
      site.close();
    };
  });

  test('have the names that they have in Node, entry by entry', async () => {
    expect(await page.evaluate('user.names')).toEqual(await namesInSources());
  });

  test('trace the shop with the same JSON as in Node', async () => {
    expect(await page.evaluate(`user.shopReport(${JSON.stringify(shop)})`)).toBe(shopReport(shop));
  });

  test('log no error, and ask for nothing', () => {
    expect(page.complaints).toEqual([]);
    expect(page.requested).toEqual([url, `${url}script.js`]);
  });
});

test('a program that needs a builtin of Node does not become a bundle for browsers', async () => {
  await expect(bundleForBrowser(`export * from 'node:path'`, 'user')).rejects.toThrow('node:path');
});
