import { parentPort, workerData } from 'node:worker_threads';
import { readRollFile } from './file.ts';

const { bytes } = workerData as { bytes: Uint8Array };
parentPort!.postMessage(await readRollFile(bytes));
