import type { ClientOptions } from './options.js'
import type { Client } from './views.js'

export function createClient(_options: ClientOptions = {}): Client {
  throw new Error('The client is being built.')
}
