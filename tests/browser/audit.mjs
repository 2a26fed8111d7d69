// node audit.mjs SITE BASE: opens a page of each kind of a site served below BASE and prints, as JSON,
// {plain: [{kind, address, requests, errors, words}], audits: [{kind, address, width, scheme, scrollWidth, violations}]}.
// `plain` is what a reader without JavaScript gets, under a policy that allows this site's files only.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { launch, pagesByKind, serve } from "./site.mjs";

const WIDTHS = [360, 1440];
const SCHEMES = ["light", "dark"];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const POLICY = "default-src 'self'";

const [site, base] = process.argv.slice(2);
const kinds = Object.entries(await pagesByKind(resolve(site)));
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function visitPlain(browser, server, [kind, address]) {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 800 },
  });
  const page = await context.newPage();
  const requests = [];
  const errors = [];
  page.on("request", (request) => requests.push(request.url().replace(server.url, "")));
  page.on("console", (message) => {
    const unasked = message.location().url.endsWith("/favicon.ico");
    if (message.type() === "error" && !unasked) errors.push(message.text());
  });
  page.on("requestfailed", (request) => errors.push(`failed: ${request.url()}`));
  await page.goto(server.url + address, { waitUntil: "load" });
  const words = (await page.locator("body").innerText()).split(/\s+/).length;
  await context.close();
  return { kind, address, requests, errors, words };
}

async function audit(page, kind, address, width, scheme) {
  const { scrollWidth, violations } = await page.evaluate(async (tags) => {
    const { violations } = await axe.run(document, {
      runOnly: { type: "tag", values: tags },
      resultTypes: ["violations"],
    });
    return {
      scrollWidth: document.documentElement.scrollWidth,
      violations: violations.map(({ id, help, nodes }) => ({
        id,
        help,
        nodes: nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`),
      })),
    };
  }, TAGS);
  return { kind, address, width, scheme, scrollWidth, violations };
}

async function visitAudited(page, server, [kind, address]) {
  const audits = [];
  await page.goto(server.url + address);
  await page.evaluate(axe);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      audits.push(await audit(page, kind, address, width, colorScheme));
    }
  }
  return audits;
}

const server = await serve(resolve(site), base, { "content-security-policy": POLICY });
const browser = await launch();
try {
  const plain = [];
  for (const entry of kinds) plain.push(await visitPlain(browser, server, entry));
  const audits = [];
  const context = await browser.newContext({ bypassCSP: true, reducedMotion: "reduce" });
  const page = await context.newPage();
  for (const entry of kinds) audits.push(...(await visitAudited(page, server, entry)));
  console.log(JSON.stringify({ plain, audits }));
} finally {
  await browser.close();
  server.close();
}
