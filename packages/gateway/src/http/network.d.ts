/** What stands for a client in a limit: an IPv4 address, or the /64 network of an IPv6 one. */
export declare function networkOf(ip: string): string;
