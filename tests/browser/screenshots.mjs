// node screenshots.mjs SITE OUT [PATH...]: every kind of page (or the paths) at three widths, light
// and dark, and printed; OUT/index.html shows them side by side.
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { launch, pagesByKind, serve } from "./site.mjs";

const WIDTHS = [360, 768, 1440];
const SCHEMES = ["light", "dark"];
const MAX_HEIGHT = 6000;

const [site, out, ...paths] = process.argv.slice(2);
if (!out) {
  console.error("usage: node screenshots.mjs SITE OUT [PATH...]");
  process.exit(2);
}
const addresses = paths.length ? paths : Object.values(await pagesByKind(resolve(site)));
await mkdir(out, { recursive: true });

const nameOf = (address) => address.replace(/^\/|\/$|\.html$/g, "").replaceAll("/", "_") || "home";

async function shoot(page, file) {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const { width } = page.viewportSize();
  const clip = { x: 0, y: 0, width, height: Math.min(height, MAX_HEIGHT) };
  await page.screenshot({ path: join(out, file), fullPage: true, clip });
}

const server = await serve(resolve(site));
const browser = await launch();
const rows = [];
try {
  const page = await browser.newPage();
  for (const address of addresses) {
    const name = nameOf(address);
    const files = [];
    await page.emulateMedia({ media: "screen" });
    await page.goto(server.url + address);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        files.push(`${name}-${width}-${colorScheme}.png`);
        await shoot(page, files.at(-1));
      }
    }
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    await page.setViewportSize({ width: 720, height: 900 });
    files.push(`${name}-print.png`);
    await shoot(page, files.at(-1));
    await page.pdf({ path: join(out, `${name}-print.pdf`), format: "A4" });
    rows.push(`<h2>${address}</h2><p>${files.map((file) => `<a href="${file}"><img src="${file}" alt="${file}"></a>`).join("")}`);
    console.log(address);
  }
} finally {
  await browser.close();
  server.close();
}
const style = "img{height:420px;margin:4px;border:1px solid gray;vertical-align:top}";
await writeFile(
  join(out, "index.html"),
  `<!doctype html><meta charset="utf-8"><title>Contact sheet</title><style>${style}</style>${rows.join("\n")}\n`,
);
