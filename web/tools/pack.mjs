// Lays a build out as three trees of the same names: plain, br and gz, each file packed once.
// `node tools/pack.mjs FROM TO`

import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [from, to] = process.argv.slice(2);
const packable = new Set(['.js', '.css', '.html', '.svg', '.json', '.txt']);
const packers = {
  br: (bytes) =>
    brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
    }),
  gz: (bytes) => gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }),
};

await cp(from, join(to, 'plain'), { recursive: true });
for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !packable.has(extname(entry.name))) continue;
  const file = join(entry.parentPath, entry.name);
  const bytes = await readFile(file);
  for (const [tree, pack] of Object.entries(packers)) {
    const packed = join(to, tree, file.slice(from.length));
    await mkdir(dirname(packed), { recursive: true });
    await writeFile(packed, pack(bytes));
  }
}
