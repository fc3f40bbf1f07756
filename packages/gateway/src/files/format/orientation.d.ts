/** Which side is up (2–8), as the Exif segment of a camera says; null when it is as stored, or not said. */
export declare function orientationOf(segment: Uint8Array): number | null;
/** An Exif segment that says which side is up, and nothing else. */
export declare const exifWith: (orientation: number) => Uint8Array;
