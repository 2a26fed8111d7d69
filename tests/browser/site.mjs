// A built site in Debian's Chromium: serve a folder, pick a page of each kind, open pages.
import { createReadStream } from "node:fs";
import { access, readdir, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, relative, sep } from "node:path";
import { chromium } from "playwright-core";

// Which kind of page is at an address; the first pattern that fits counts. tests/test_kinds.py reads
// this list and says which kind is missing.
const KINDS = [
  ["home", /^\/$/],
  ["day", /^\/\d{4}\/\d\d\/\d\d\/$/],
  ["month", /^\/\d{4}\/\d\d\/$/],
  ["year", /^\/\d{4}\/$/],
  ["article", /^\/\d{4}\/\d\d\/\d\d\/[^/]+\/$/],
  ["history", /^\/\d{4}\/\d\d\/\d\d\/[^/]+\/history\/$/],
  ["archive", /^\/archive\/$/],
  ["claims", /^\/claims\/$/],
  ["claims_month", /^\/claims\/\d{4}\/\d\d\/$/],
  ["claims_facet", /^\/claims\/(kinds|states)\//],
  ["claim", /^\/claims\/\d{4}\/\d\d\/\d\d\/[^/]+\/[^/]+\/$/],
  ["data", /^\/data\/$/],
  ["figures", /^\/figures\/$/],
  ["figure", /^\/figures\/[^/]+\/$/],
  ["figure_month", /^\/figures\/[^/]+\/\d{4}\/\d\d\/$/],
  ["corrections", /^\/corrections\/$/],
  ["regions", /^\/regions\/$/],
  ["region", /^\/regions\/[^/]+\/$/],
  ["actors", /^\/actors\/$/],
  ["actor", /^\/actors\/[^/]+\/$/],
  ["sources", /^\/sources\/$/],
  ["source", /^\/sources\/[^/]+\/$/],
  ["entity_month", /^\/(regions|actors|sources)\/[^/]+\/\d{4}\/\d\d\/$/],
  ["not_found", /^\/404\.html$/],
  ["main", /^\/[^/]+\/$/],
];

const TYPES = {
  ".css": "text/css",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".xml": "application/xml",
};

/** `{kind: address}` of the largest page of each kind in the folder. */
export async function pagesByKind(folder) {
  const largest = new Map();
  for (const file of await readdir(folder, { recursive: true })) {
    if (!file.endsWith(".html")) continue;
    const address = "/" + file.split(sep).join("/").replace(/(^|\/)index\.html$/, "$1");
    const kind = KINDS.find(([, pattern]) => pattern.test(address))?.[0];
    if (!kind) continue;
    const { size } = await stat(join(folder, file));
    if (size > (largest.get(kind)?.size ?? 0)) largest.set(kind, { address, size });
  }
  return Object.fromEntries([...largest].map(([kind, { address }]) => [kind, address]));
}

/** Serves the folder below `base` (such as `/news/`) as a plain web host does, adding `headers`. */
export async function serve(folder, base = "/", headers = {}) {
  const find = async (path) => {
    if (!path.startsWith(base)) return null;
    const file = normalize(join(folder, path.slice(base.length), path.endsWith("/") ? "index.html" : ""));
    if (relative(folder, file).startsWith("..")) return null;
    return (await stat(file).catch(() => null))?.isFile() ? file : null;
  };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
    const found = await find(path);
    const file = found ?? (await find(base + "404.html"));
    if (!file) return response.writeHead(404).end();
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(found ? 200 : 404, { "content-type": type, ...headers });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, url: origin + base.slice(0, -1), close: () => server.close() };
}

/** Starts Chromium: the one named by CHROMIUM, or the system's. */
export async function launch() {
  const candidates = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"];
  for (const executablePath of candidates.filter(Boolean)) {
    if (await access(executablePath).then(() => true, () => false)) {
      return chromium.launch({
        executablePath,
        args: [
          "--no-sandbox",
          "--disable-gpu",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run",
        ],
      });
    }
  }
  throw new Error("no Chromium found: install it, or name it in the environment variable CHROMIUM");
}
