/** Whether `migrate` ever ran here. Only reads, so that asking an object nobody set up does not bring it to life. */
export declare const hasTables: (sql: SqlStorage) => boolean;
