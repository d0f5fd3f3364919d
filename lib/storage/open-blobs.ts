import 'server-only'
/** The one place that decides where blobs are kept. */
import { join } from 'node:path'
import type { Blobs } from './blobs'
import { openDiskBlobs } from './disk'
import { openS3Blobs } from './s3'
import type { S3Settings } from './s3-requests'

/** In the bucket, if there is one, else in the data folder. Throws `unavailable` for a bucket that refuses us. */
export function openBlobs(
  dataFolder: string,
  s3: S3Settings | null,
  folder = blobFolder(dataFolder),
): Promise<Blobs> {
  if (s3 === null) return openDiskBlobs(folder)
  return openS3Blobs(s3, join(dataFolder, 'spool'))
}

/** Where a data folder keeps its blobs; one that has moved to a bucket may still have them. */
export function blobFolder(dataFolder: string): string {
  return join(dataFolder, 'blobs')
}
