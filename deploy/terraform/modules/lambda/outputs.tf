output "function_name" {
  description = "The function, for calling it by hand."
  value       = aws_lambda_function.this.function_name
}
