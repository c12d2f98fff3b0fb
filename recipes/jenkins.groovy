pipeline {
    agent { docker { image 'node:22' } }
    stages {
        stage('preflight') {
            steps {
                sh '${install}'
                sh 'npx --yes aws-preflight@${version} check ${folder} --stack ${stack} --output preflight.xml --format terminal'
            }
        }
    }
    post {
        always {
            junit testResults: 'preflight.xml', allowEmptyResults: true
        }
    }
}
