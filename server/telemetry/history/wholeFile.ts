// A file that is on disk whole or not at all: written beside the one before, which stands until the new one takes its place.
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

const NEW = '.new';

/** Resolves once it is in its place on disk; open for more. What cannot be written leaves the one before as it was. */
export async function writeAnew(path: string, parts: readonly Buffer[]): Promise<FileHandle> {
  const file = await open(path + NEW, 'w');
  try {
    await append(file, parts);
    await rename(path + NEW, path);
    await syncFolder(dirname(path));
    return file;
  } catch (error) {
    await file.close();
    // A part of it would only take room where there is none.
    await rm(path + NEW, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** All of it on disk, or an error: `writev` would write a part on a disk that is nearly full, and say nothing. */
export async function append(file: FileHandle, parts: readonly Buffer[]): Promise<void> {
  await file.writeFile(Buffer.concat(parts));
  await file.datasync();
}

/** The name of a file is in its folder: without this a power cut may bring back the file before. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
