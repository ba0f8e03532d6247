// Builds what the browser fetches into wwwroot/built: one style sheet, one script, one sprite of icons, one font.
import { build } from 'esbuild';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '../wwwroot/built');
await mkdir(out, { recursive: true });

await build({
  absWorkingDir: here,
  entryPoints: { app: 'ts/app.ts' },
  outdir: out, bundle: true, minify: true, format: 'esm', target: 'es2022',
});
await build({
  absWorkingDir: here,
  entryPoints: { app: 'css/app.css' },
  outdir: out, bundle: true, minify: true, target: ['chrome120', 'firefox121', 'safari17'],
  external: ['*.woff2'],
});

// A sprite and not inline drawings: fetched once, and pages stay small. Names are Aksel's in kebab-case.
const names = (await readFile(join(here, 'icons.txt'), 'utf8')).split('\n').filter(Boolean);
const symbols = await Promise.all(names.map(async name => {
  const file = name.replace(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase());
  const svg = await readFile(join(here, `node_modules/@navikt/aksel-icons/dist/svg/${file}.svg`), 'utf8');
  const inside = svg.replace(/<\/?svg[^>]*>/g, '').replace(/\s+/g, ' ').trim()
    .replace(/\d+\.\d{3,}/g, number => String(+(+number).toFixed(2)));
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none">${inside}</symbol>`;
}));
await writeFile(join(out, 'icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`);

await copyFile(
  join(here, 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'), join(out, 'inter.woff2'));
