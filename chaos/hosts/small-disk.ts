import { execFileSync } from 'node:child_process'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'

const BLOCK = Buffer.alloc(64 * 1024)

/** A disk of its own that can be filled: a tmpfs, which only root may mount. */
export class SmallDisk {
  readonly folder: string
  readonly #filler: string

  private constructor(folder: string) {
    this.folder = folder
    this.#filler = join(folder, 'filler')
  }

  /** Null when this machine lets nobody mount one. */
  static async mount(folder: string, megabytes: number): Promise<SmallDisk | null> {
    await mkdir(folder, { recursive: true })
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' })
    } catch {
      return null // the caller says that it was not run
    }
    return new SmallDisk(folder)
  }

  /** Until nothing more fits. */
  async fill(): Promise<void> {
    const file = await open(this.#filler, 'a')
    try {
      for (let size = BLOCK.length; size >= 1; ) {
        const written = await file.write(BLOCK, 0, size).catch((error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOSPC') return { bytesWritten: 0 }
          throw error
        })
        if (written.bytesWritten < size) size = Math.floor(size / 2)
      }
    } finally {
      await file.close()
    }
  }

  free(): Promise<void> {
    return rm(this.#filler, { force: true })
  }

  unmount(): void {
    execFileSync('umount', [this.folder], { stdio: 'pipe' })
  }
}
