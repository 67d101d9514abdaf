variable "name" {
  description = "Begins the name of everything that is made, such as lectern-production."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,24}$", var.name))
    error_message = "A name has 3 to 25 lower-case letters, digits and hyphens, a letter first."
  }
}

variable "domain" {
  description = "The name of the site, such as lms.example.org."
  type        = string
}

variable "zones" {
  description = "Three availability zones of the region."
  type        = list(string)
}

variable "cidr" {
  description = "The addresses of the network."
  type        = string
  default     = "10.0.0.0/16"
}

variable "redundant" {
  description = "Whether every part is in more than one zone. Not: one of each, in the first zone where there is a choice."
  type        = bool
}

variable "nat" {
  description = "A NAT gateway for all zones (single), or one in each (zone)."
  type        = string
}

variable "interface_endpoints" {
  description = "Services that are reached without NAT."
  type        = set(string)
  default     = []
}

variable "spot" {
  description = "Whether tasks run on machines that AWS may take back."
  type        = bool
}

variable "protected" {
  description = "Whether stores and the balancer cannot be removed by mistake."
  type        = bool
}

variable "classes" {
  description = "How large the servers of the stores are."
  type        = object({ rds = string, documentdb = string, elasticache = string })
}

variable "documentdb_instances" {
  description = "How many servers DocumentDB has."
  type        = number
}

variable "sizes" {
  description = "Processor and memory of a task of each service."
  type        = map(object({ cpu = number, memory = number }))
}

variable "scaling" {
  description = "How many tasks of a service there are, and at which load there is one more."
  type        = object({ minimum = number, maximum = number, cpu = number })
  default     = { minimum = 2, maximum = 10, cpu = 70 }
}

variable "tracing" {
  description = "The image of the collector that tells X-Ray, and which part of requests is followed; null: none is."
  type        = object({ image = string, rate = number })
  default     = null
}

variable "release" {
  description = "The version of both images."
  type        = string

  validation {
    condition     = can(regex("^[0-9]+\\.[0-9]+\\.[0-9]+", var.release))
    error_message = "A version such as 0.1.0."
  }
}

variable "certificate_arns" {
  description = "The certificates of the site: in us-east-1 (edge), and of the origin in this region."
  type        = object({ edge = string, origin = string })
}

variable "mongodb_ca" {
  description = "The certificates that DocumentDB is signed by, as text."
  type        = string
}

variable "alarm_emails" {
  description = "Who is told of alarms."
  type        = set(string)
}

variable "retention" {
  description = "For how many days: logs, archives, snapshots of stores, copies of AWS Backup."
  type        = object({ logs = number, archives = number, snapshots = number, copies = number })
}

variable "passwords" {
  description = "Of PostgreSQL and DocumentDB, as they are now; written, never kept in the state."
  type        = object({ rds = string, documentdb = string })
  sensitive   = true
  ephemeral   = true
}

variable "redis_password" {
  description = "Of Redis. It is in the state, which is encrypted: ElastiCache takes it no other way."
  type        = string
  sensitive   = true

  validation {
    condition     = can(regex("^[A-Za-z0-9]{16,128}$", var.redis_password))
    error_message = "16 to 128 letters and digits, which need no quoting in an address."
  }
}

variable "secrets" {
  description = "The key of the site, the pass phrase of archives, the address for e-mail."
  type = object({
    LECTERN_SECRET_KEY        = string
    LECTERN_BACKUP_PASSPHRASE = string
    LECTERN_METRICS_TOKEN     = string
    EMAIL_URL                 = string
  })
  sensitive = true
  ephemeral = true
}

variable "secrets_version" {
  description = "Counted up whenever a password or secret is another one."
  type        = number
  default     = 1
}

variable "lambda_package" {
  description = "The zip file of the function that looks at archives."
  type        = string
}
