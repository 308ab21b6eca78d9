// Loaded into a measured process: collects garbage on SIGUSR2 and writes what is left, in bytes, to the file BENCH_HEAP.
const fs = require('node:fs');

process.on('SIGUSR2', () => {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  fs.writeFileSync(process.env.BENCH_HEAP, `${heapUsed + external}\n`);
});
