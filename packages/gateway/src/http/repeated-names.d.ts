/**
 * Whether any object in a JSON text says a name twice. `JSON.parse` keeps the last and another parser may keep the first,
 * so two readers of one signed text could see two things. The text must be valid JSON.
 */
export declare function hasRepeatedNames(json: string): boolean;
